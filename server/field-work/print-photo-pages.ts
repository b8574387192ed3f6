import type { Content } from 'pdfmake'
import { shortDateTime } from '../platform/indonesian-date.ts'
import { picture, sectionTitle, together } from '../platform/pdf-blocks.ts'
import { BARE, COLOR, PAGE } from '../platform/pdf-look.ts'
import { type Language, say } from '../platform/texts.ts'

export type HandoverPhoto = {
  kind: 'BEFORE' | 'WORK' | 'AFTER' | 'PAPER_BAST'
  at: string
  note?: string | null
  /** of the original file, hexadecimal */
  sha256: string
}

const GAP = 12
const PER_ROW = 3
const CELL = (PAGE.width - GAP * (PER_ROW - 1)) / PER_ROW
// upright phone pictures must not make a row as high as half a page
const PHOTO_HEIGHT = CELL * 0.68

const t = (language: Language, key: string, params: Record<string, unknown> = {}) =>
  say(`documents:handover.${key}`, params, language)

/** Photos three abreast, each with what it shows and when it was taken; a row is never cut by a page's end. */
export function photoPages(
  photos: readonly HandoverPhoto[],
  images: readonly (Buffer | null)[],
  zone: string,
  language: Language,
): Content[] {
  if (photos.length === 0) return []
  const cells = photos.map((photo, index) =>
    photoCell(photo, images[index] ?? null, index + 1, zone, language),
  )
  const lines: Content[] = []
  for (let start = 0; start < cells.length; start += PER_ROW) {
    lines.push({ columns: cells.slice(start, start + PER_ROW), columnGap: GAP, margin: [0, 0, 0, 8] })
  }
  const [first = '', ...others] = lines
  return [
    together({ ...(sectionTitle(t(language, 'photos')) as object), margin: [0, 12, 0, 6] } as Content, first),
    ...others.map((line) => together(line)),
  ]
}

function photoCell(
  photo: HandoverPhoto,
  image: Buffer | null,
  index: number,
  zone: string,
  language: Language,
): Content {
  const label = t(language, `photo.${photo.kind}`)
  const broken: Content = {
    text: t(language, 'photoBroken'),
    color: COLOR.muted,
    fontSize: 8,
    alignment: 'center',
    margin: [8, PHOTO_HEIGHT / 2 - 12, 8, 0],
  }
  return {
    width: CELL,
    stack: [
      {
        table: {
          widths: [CELL],
          heights: [PHOTO_HEIGHT],
          body: [
            [
              {
                stack: [picture(image, CELL, PHOTO_HEIGHT) ?? broken],
                alignment: 'center',
                verticalAlignment: 'middle',
              },
            ],
          ],
        },
        layout: { ...BARE, paddingTop: () => 0, paddingBottom: () => 0, fillColor: () => '#F1F3F2' },
      },
      { text: t(language, 'photoCaption', { index, label }), bold: true, fontSize: 8, margin: [0, 3, 0, 0] },
      { text: shortDateTime(photo.at, zone, language), fontSize: 7.5, color: COLOR.muted },
      ...(photo.note ? [{ text: photo.note, fontSize: 7.5 }] : []),
    ],
  } as Content
}

/** Hashes of the originals in small print, so that any later change to a file can be shown. */
export function fingerprints(
  photos: readonly HandoverPhoto[],
  signatureSha256: string | null | undefined,
  language: Language,
): Content[] {
  const lines = photos.map((photo, index) => [
    `${index + 1}. ${t(language, `photo.${photo.kind}`)}`,
    photo.sha256,
  ])
  if (signatureSha256) lines.push([t(language, 'signatureHash'), signatureSha256])
  if (lines.length === 0) return []
  return [
    together(
      { text: t(language, 'hashes'), bold: true, fontSize: 7.5, margin: [0, 12, 0, 1] },
      { text: t(language, 'hashesHint'), fontSize: 6.5, color: COLOR.muted, margin: [0, 0, 0, 3] },
      {
        table: { widths: [100, PAGE.width - 100], body: lines.map((line) => line.map((text) => ({ text }))) },
        layout: { ...BARE, paddingTop: () => 0.4, paddingBottom: () => 0.4 },
        fontSize: 6.5,
        lineHeight: 1.05,
        color: COLOR.muted,
      },
    ),
  ]
}
