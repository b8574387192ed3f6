import type { Role } from '../platform/roles.ts'

/**
 * Who may create or change whom: admin everybody, CS technicians and CS (seed: "Admin/CS mendaftarkan akun untuk
 * Teknisi (TS) atau CS baru"). `from` is the role before, null for a new account.
 */
export function whyCannotManage(actor: Role, from: Role | null, to: Role): 'NOT_ALLOWED' | null {
  if (actor === 'admin') return null
  const theirs: readonly Role[] = ['technician', 'cs']
  if (actor === 'cs' && theirs.includes(to) && (from === null || theirs.includes(from))) return null
  return 'NOT_ALLOWED'
}

/** WhatsApp's customer service window: free text may be sent for 24 hours after the customer's last message. */
export const WINDOW_HOURS = 24
/** A message that leaves in the last minutes may arrive after the window closed. */
export const WINDOW_MARGIN_MINUTES = 5

/** A caption that says the picture is a payment proof: "ini bukti transfernya ya", "sudah dibayar". */
export const speaksOfPayment = (text: string | null): boolean =>
  /(?<!\p{L})(?:bukti\p{L}*|transfer\p{L}*|trf|tf|bayar\p{L}*|dibayar|pembayaran\p{L}*|pelunasan|lunas|proof|paid)(?!\p{L})/iu.test(
    text ?? '',
  )

/** Until when free text may be sent, or null when the window is shut. */
export function windowOpenUntil(lastInboundAt: Date | null, now: Date): Date | null {
  if (!lastInboundAt) return null
  const until = new Date(lastInboundAt.getTime() + WINDOW_HOURS * 3_600_000 - WINDOW_MARGIN_MINUTES * 60_000)
  return until > now ? until : null
}

/**
 * The words of a message that did not arrive, ready to be sent by hand from a phone's WhatsApp.
 * @param phone E.164. Null without a number or words
 */
export const draftLink = (phone: string | null, words: string | null): string | null =>
  phone && words
    ? `https://wa.me/${phone.replace(/\D/g, '')}?text=${encodeURIComponent(words.slice(0, 1500))}`
    : null

/** The words of a search, not more than `most`: signs at their ends do not count ("PT." finds "PT"). */
export const searchWords = (q: string, most = 6): string[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean)
    .slice(0, most)

/** How many slips lie between two words: a letter more, less or wrong, or two neighbours swapped. */
export function editDistance(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] && i > 1 && j > 1)
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length] ?? 0
}

/** The gaps of a ready-made answer that the screen fills. */
export const QUICK_REPLY_GAPS: readonly string[] = ['nama', 'tiket']

/** Names of the gaps `{{...}}` that a text still has. */
export const openPlaceholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([\p{L}\p{N}_]+)\s*\}\}/gu)].map(([, name]) => (name ?? '').toLowerCase())

/** A picture beyond this goes as a document: WhatsApp takes 5 MB as a picture. */
export const WHATSAPP_IMAGE_BYTES = 5 * 1024 * 1024

/** The numbers of a template's variables in their order: `{{1}} ... {{2}}` has two. */
export function templateVariables(body: string): number[] {
  const numbers = new Set([...body.matchAll(/\{\{(\d+)\}\}/g)].map(([, number]) => Number(number)))
  return [...numbers].toSorted((a, b) => a - b)
}

/** The text that a template shows with these values. */
export const fillTemplate = (body: string, values: readonly string[]): string =>
  body.replaceAll(/\{\{(\d+)\}\}/g, (_, number: string) => values[Number(number) - 1] ?? '')
