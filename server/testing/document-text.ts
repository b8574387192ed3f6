/** Every text of a document definition in reading order, one per line; also what only appears on later pages. */
export function documentText(definition: object): string {
  const given = definition as Record<string, unknown>
  const call = (key: string, page: number) => {
    const part = given[key]
    return typeof part === 'function' ? (part as (page: number, pages: number) => unknown)(page, 2) : part
  }
  const parts = [given.watermark, call('header', 2), given.content, call('footer', 1)]
  return parts.flatMap(textsOf).join('\n')
}

function textsOf(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (Array.isArray(node)) return node.flatMap(textsOf)
  if (node === null || typeof node !== 'object') return []
  const { text, stack, columns, table, ul, ol, qr } = node as Record<string, unknown>
  const body = (table as { body?: unknown } | undefined)?.body
  return [text, stack, columns, body, ul, ol, qr].flatMap(textsOf)
}

/** Nodes of a definition that have the given key, e.g. every `image`. */
export function nodesWith(key: string, node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap((one) => nodesWith(key, one))
  if (node === null || typeof node !== 'object') return []
  const here = key in node ? [node as Record<string, unknown>] : []
  return [...here, ...Object.values(node).flatMap((one) => nodesWith(key, one))]
}

/** Pages of a PDF, counted from its objects. */
export function pageCount(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
}
