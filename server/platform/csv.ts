/**
 * One line of a CSV file. A text that a spreadsheet would run as a formula gets an apostrophe in front: whatever a
 * stranger wrote into his name must stay text on somebody's computer.
 */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
  `${cells
    .map((cell) => {
      const text = typeof cell === 'string' ? harmless(cell) : String(cell ?? '')
      return /[",;\r\n\t]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')}\r\n`

const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

/** Excel only reads UTF-8 as such with this in front. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** The text of a file as people save it: UTF-8 with or without mark, UTF-16 with one, else the Windows code page. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** The sign between fields: whichever of comma, semicolon (Indonesian Excel) and tab is most frequent in the first line. */
function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/\r|\n|$/))
  const counts = [',', ';', '\t'].map((sign) => [sign, first.split(sign).length] as const)
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ','
}

/** The rows of a CSV file, one at a time: quoted fields may hold separators, quotes and line breaks. Never throws. */
export function* parseCsv(text: string): Generator<string[]> {
  const separator = separatorOf(text)
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let field = ''
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1)
      let start = at + 1
      while (end !== -1 && text[end + 1] === '"') {
        field += text.slice(start, end + 1)
        start = end + 2
        end = text.indexOf('"', start)
      }
      if (end === -1) end = text.length
      field += text.slice(start, end)
      at = end + 1
    }
    const rest = at
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
    row.push(field + text.slice(rest, at))
    if (text[at] === separator) {
      at++
      // a separator at the very end still opens one more, empty field
      if (at < text.length) continue
      row.push('')
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++
    at++
    yield row
    row = []
  }
}
