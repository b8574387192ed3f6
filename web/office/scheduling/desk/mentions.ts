export type Person = { id: string; name: string }

/** So long a name may be while it is being looked for. */
const LONGEST = 40
const MOST = 6

/** What stands behind the "@" that the cursor is at; null when nobody is being named. */
export function mentionSearch(text: string, cursor: number): string | null {
  const before = text.slice(0, cursor)
  const at = before.lastIndexOf('@')
  // an address has letters before its @
  if (at < 0 || /\S/.test(before.charAt(at - 1))) return null
  const word = before.slice(at + 1)
  return word.length <= LONGEST && !/[\n@,;:!?()]/.test(word) ? word : null
}

/** People whose name, or a part of it, begins with what was typed. */
export function matchPeople(people: readonly Person[], search: string): Person[] {
  const wanted = search.trim().toLowerCase()
  return people
    .filter(({ name }) => {
      const lower = name.toLowerCase()
      return lower.startsWith(wanted) || lower.split(/\s+/).some((part) => part.startsWith(wanted))
    })
    .slice(0, MOST)
}

/** The text with the name in place of what was typed of it, and where the cursor then stands. */
export function insertMention(
  text: string,
  cursor: number,
  person: Person,
): { text: string; cursor: number } {
  const at = text.slice(0, cursor).lastIndexOf('@')
  const before = `${text.slice(0, at)}@${person.name} `
  return { text: before + text.slice(cursor).replace(/^ /, ''), cursor: before.length }
}

/** Who is named in a text. Of two names of which one begins with the other, the longer one is meant. */
export function mentionedIn(text: string, people: readonly Person[]): Person[] {
  const byLength = people.toSorted((one, other) => other.name.length - one.name.length)
  let rest = text.toLowerCase()
  return byLength.filter(({ name }) => {
    const word = `@${name.toLowerCase()}`
    const found = rest.includes(word)
    rest = rest.replaceAll(word, ' ')
    return found
  })
}
