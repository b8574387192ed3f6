const BEFORE = 24

/** The part of a message around what was searched for, so that it is seen in one short line. */
export function excerpt(text: string, search: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const at = line.toLowerCase().indexOf(search.trim().toLowerCase())
  return at > BEFORE ? `…${line.slice(at - BEFORE)}` : line
}
