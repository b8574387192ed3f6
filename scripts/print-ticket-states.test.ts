import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LIFECYCLE } from '../server/ticket/lifecycle.ts'
import { printTicketStates, TICKET_STATES_FILE } from './print-ticket-states.ts'

test('docs/ticket-states.md is what the table says now (node scripts/print-ticket-states.ts)', () => {
  expect(readFileSync(TICKET_STATES_FILE, 'utf8')).toBe(printTicketStates())
})

test('every move is in it', () => {
  const text = printTicketStates()
  for (const move of Object.keys(LIFECYCLE)) expect(text).toContain(`| \`${move}\` |`)
})

test('what leads nowhere new has no arrow', () => {
  const arrows = printTicketStates()
    .split('\n')
    .filter((line) => line.includes(' --> '))
  expect(arrows).toContain('  DONE --> IN_PROGRESS: reopen')
  expect(arrows).toContain('  OPEN --> ASSIGNED: claimJob')
  expect(arrows).toContain('  IN_PROGRESS --> OPEN: requestReplacement')
  expect(arrows.some((line) => line.includes('draftInvoice'))).toBe(false)
  expect(new Set(arrows).size).toBe(arrows.length)
})
