import type { Content } from 'pdfmake'
import { longDateTime } from '../platform/indonesian-date.ts'
import { type Column, fields, notice, rows, sectionTitle, together } from '../platform/pdf-blocks.ts'
import { COLOR, PAGE } from '../platform/pdf-look.ts'
import { formatQuantity } from '../platform/rupiah.ts'
import { canSay, type Language, say } from '../platform/texts.ts'

export type HandoverPart = {
  description: string
  quantity: number
  unit: string
  serialNumber?: string | null
}

export type HandoverItem = {
  description: string
  quantity?: number | null
  unit?: string | null
  serial?: string | null
  condition?: string | null
  result?: string | null
}

/** How the customer confirmed: drawn on the screen, on paper (photo attached), or not at all and why. */
export type HandoverSigning =
  | {
      kind: 'DRAWN'
      at: string
      phone?: string | null
      sha256?: string | null
      /** the signer ticked the sentence of consent */
      consented?: boolean
      device?: string | null
      location?: { lat: number; lng: number; accuracy: number } | null
    }
  | { kind: 'PAPER' }
  | { kind: 'ABSENT'; reason: string; secondProof?: string | null }

const t = (language: Language, key: string, params: Record<string, unknown> = {}) =>
  say(`documents:handover.${key}`, params, language)

/** What was used at the visit; serial numbers only when some part has one. Prices stand on the invoice. */
export function partsTable(parts: readonly HandoverPart[] | undefined, language: Language): Content[] {
  if (!parts?.length) return []
  const serials = parts.some((part) => part.serialNumber)
  const wide = PAGE.width - 30 - 55 - 60 - (serials ? 120 : 0)
  const columns: Column[] = [
    { title: t(language, 'no'), width: 30 },
    { title: t(language, 'part'), width: wide },
    { title: t(language, 'quantity'), width: 55, alignment: 'right' },
    { title: t(language, 'unit'), width: 60 },
    ...(serials ? [{ title: t(language, 'serial'), width: 120 }] : []),
  ]
  const body = parts.map((part, index) => [
    String(index + 1),
    part.description,
    formatQuantity(part.quantity),
    part.unit,
    ...(serials ? [part.serialNumber ?? ''] : []),
  ])
  return [sectionTitle(t(language, 'parts')), rows(columns, body)]
}

/** A correction names the version whose place it takes, and why. */
export function replacing({
  replaces,
  language,
}: {
  replaces?: { number: string; reason: string } | null
  language: Language
}): Content[] {
  if (!replaces) return []
  const key = `documents:handover.supersededBecause.${replaces.reason}`
  const reason = canSay(key, language) ? say(key, {}, language) : replaces.reason
  return [
    notice(
      { text: t(language, 'replaces', { number: replaces.number, reason }), fontSize: 8.5 },
      COLOR.amber,
    ),
  ]
}

/** How the signature came about, in small print: consent, moment, device and place, as the law wants them shown. */
export function signingFacts(signing: HandoverSigning, zone: string, language: Language): Content[] {
  if (signing.kind !== 'DRAWN') return []
  const { location } = signing
  if (!signing.consented && !signing.device && !location) return []
  const place =
    location &&
    t(language, 'signedPlace', {
      latitude: location.lat.toFixed(5),
      longitude: location.lng.toFixed(5),
      metres: Math.round(location.accuracy),
    })
  return [
    together(
      { text: t(language, 'signingFacts'), bold: true, fontSize: 7.5, margin: [0, 12, 0, 1] },
      {
        fontSize: 7,
        color: COLOR.muted,
        stack: [
          fields(
            [
              [t(language, 'signedConsent'), signing.consented ? t(language, 'consent') : null],
              [t(language, 'signedMoment'), longDateTime(signing.at, zone, language)],
              [t(language, 'signedWhere'), place],
              [t(language, 'signedDevice'), signing.device],
            ],
            PAGE.width,
            80,
          ),
        ],
      },
    ),
  ]
}
