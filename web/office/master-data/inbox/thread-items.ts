import type { Message, Note } from '../../../shared/api/shapes.ts'

export type ThreadItem =
  | { kind: 'message'; id: string; at: string; message: Message }
  | { kind: 'note'; id: string; at: string; note: Note }

/**
 * Messages and notes in one row, oldest first. Notes from before the oldest message that was read so far wait until
 * its neighbours are there.
 */
export function threadItems(
  messages: readonly Message[],
  notes: readonly Note[],
  complete: boolean,
): ThreadItem[] {
  const since = complete ? '' : (messages.at(-1)?.at ?? '')
  const items: ThreadItem[] = [
    ...messages.map((message) => ({ kind: 'message' as const, id: message.id, at: message.at, message })),
    ...notes
      .filter((note) => note.at >= since)
      .map((note) => ({ kind: 'note' as const, id: note.id, at: note.at, note })),
  ]
  return items.toReversed().toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
