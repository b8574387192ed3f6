export type Known = { nama: string; tiket: string | null }

const GAP = /\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu

/** A ready-made answer with what is known filled in; what is not known stays as a gap to be seen. */
export function fillQuickReply(text: string, known: Known): string {
  return text.replaceAll(GAP, (gap, name: string) => known[name.toLowerCase() as keyof Known] ?? gap)
}

/** The gaps that a text still has, as they are written. */
export function gapsOf(text: string): string[] {
  return [...new Set([...text.matchAll(GAP)].map(([gap]) => gap))]
}

/** What is searched for while `/` stands at the beginning: the rest of the first line; null when nothing is searched. */
export function quickSearch(text: string): string | null {
  const found = /^\/([^\n]*)$/.exec(text)
  return found ? (found[1] ?? '').trim().toLowerCase() : null
}

type Titled = { title: string; text: string }

/** Answers whose title or text holds all the words, titles that begin with them first. */
export function matchQuickReplies<T extends Titled>(replies: readonly T[], search: string): T[] {
  const words = search.split(/\s+/).filter(Boolean)
  const begins = (reply: T) => reply.title.toLowerCase().startsWith(search)
  return replies
    .filter((reply) => {
      const hay = `${reply.title} ${reply.text}`.toLowerCase()
      return words.every((word) => hay.includes(word))
    })
    .toSorted((a, b) => Number(begins(b)) - Number(begins(a)))
}
