import { InvalidInput } from './errors.ts'

/** A cursor is the sort key of the last row that was shown; opaque to clients. */
export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** @throws InvalidInput for anything that this server did not hand out in this shape */
export function decodeCursor(cursor: string | undefined, length: number): (string | number | null)[] | null {
  if (!cursor) return null
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown
    const plain = (part: unknown) => part === null || typeof part === 'string' || typeof part === 'number'
    if (Array.isArray(key) && key.length === length && key.every(plain))
      return key as (string | number | null)[]
  } catch {
    // falls through to the refusal
  }
  throw new InvalidInput([{ path: 'cursor', message: 'cursor' }])
}

/** Cuts the extra row that tells whether there is more, and makes the cursor from the last one shown. */
export function page<Row, Item>(
  rows: Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? encodeCursor(key(last)) : null }
}
