// Prints docs/ticket-states.md from the table of moves, so that the document cannot say anything else than the code.
//   node scripts/print-ticket-states.ts
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ROLES } from '../server/platform/roles.ts'
import { LIFECYCLE, type Move, movesFor, TICKET_STATES } from '../server/ticket/lifecycle.ts'

export const TICKET_STATES_FILE = fileURLToPath(new URL('../docs/ticket-states.md', import.meta.url))

const moves = Object.entries(LIFECYCLE) as [string, Move][]

/** The life of a ticket as Markdown: a diagram, every move, and what each role may do in each state. */
export function printTicketStates(): string {
  return [
    '# States of a ticket',
    '',
    'Printed from `server/ticket/lifecycle.ts` by `node scripts/print-ticket-states.ts`; do not edit by hand.',
    '`move.ts` is the only writer of the state (with `claim-seat.ts` and `free-seat.ts` beside it), and every surface',
    'derives its buttons from the same table.',
    '',
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> OPEN',
    ...moves.flatMap(([name, move]) => arrows(name, move)),
    '  CLOSED --> [*]',
    '  CANCELLED --> [*]',
    '```',
    '',
    '## Moves',
    '',
    'Afterwards: *seats* means Assigned once all seats are taken, else Open; In Progress while others are at work.',
    '',
    ...table(
      ['Move', 'From', 'Afterwards', 'By'],
      moves.map(([name, move]) => [
        `\`${name}\``,
        move.from.join(', '),
        afterwards(move),
        move.by.join(', '),
      ]),
    ),
    '',
    '## Who may do what',
    '',
    ...table(
      ['State', ...ROLES],
      TICKET_STATES.map((state) => [
        state,
        ...ROLES.map((role) =>
          movesFor(role, state)
            .map((name) => `\`${name}\``)
            .join(' '),
        ),
      ]),
    ),
    '',
  ].join('\n')
}

function afterwards(move: Move): string {
  if (move.to === 'same') return 'unchanged'
  return move.to === 'seats' ? '*seats*' : move.to
}

function arrows(name: string, move: Move): string[] {
  if (move.to === 'same') return []
  const to = move.to === 'seats' ? (name === 'claimJob' ? 'ASSIGNED' : 'OPEN') : move.to
  // a claim while others are at work fills a seat and changes nothing else
  const from = move.from.filter((state) => state !== to && !(name === 'claimJob' && state === 'IN_PROGRESS'))
  return from.map((state) => `  ${state} --> ${to}: ${name}`)
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map((cell) => cell || '-').join(' | ')} |`),
]

if (import.meta.main) writeFileSync(TICKET_STATES_FILE, printTicketStates())
