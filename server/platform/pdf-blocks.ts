import type { Content, TableCell } from 'pdfmake'
import { BARE, COLOR, framed, PAGE, PANEL, RULED } from './pdf-look.ts'
import { type Language, say } from './texts.ts'

/** Who writes: the company as it was when the document was issued. */
export type Letterhead = {
  legalName: string
  /** the logo when the paper was issued; the printing is handed its bytes */
  logoFileId?: string | null
  /** short code; drawn as the mark when there is no logo */
  code: string
  address: string
  phone: string
  email: string
  website?: string | null
  npwp?: string | null
}

/** Pictures are not part of the stored snapshot; JPEG or PNG, already turned upright. */
export type Pictures = { logo?: Buffer | null }

/**
 * Image fitted into a box of points, or null when the bytes are neither JPEG nor PNG: a spoilt picture must not
 * cost the whole document.
 */
export function picture(bytes: Buffer | null | undefined, width: number, height: number): Content | null {
  const mime = bytes && mimeOf(bytes)
  if (!mime) return null
  return { image: `data:${mime};base64,${bytes.toString('base64')}`, fit: [width, height] }
}

function mimeOf(bytes: Buffer): string | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  return bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) ? 'image/png' : null
}

/** Kop surat: mark, legal name, address and contact over a double line. */
export function letterhead(company: Letterhead, language: Language, logo?: Buffer | null): Content {
  const contact = [
    say('documents:letterhead.phone', { phone: company.phone }, language),
    company.email,
    company.website,
  ]
  const mark = picture(logo, 52, 46) ?? initials(company.code)
  const rule = (lineWidth: number, y: number) =>
    ({ type: 'line', x1: 0, y1: y, x2: PAGE.width, y2: y, lineWidth, lineColor: COLOR.primary }) as const
  return {
    margin: [0, -8, 0, 13],
    stack: [
      {
        columnGap: 13,
        columns: [
          { width: 52, stack: [mark] },
          {
            width: PAGE.width - 65,
            stack: [
              { text: company.legalName, bold: true, fontSize: 15, color: COLOR.dark, lineHeight: 1.1 },
              { text: company.address, color: COLOR.muted, fontSize: 8.5, margin: [0, 2, 0, 0] },
              { text: contact.filter(Boolean).join('  \u2022  '), color: COLOR.muted, fontSize: 8.5 },
            ],
          },
        ],
      },
      { canvas: [rule(2, 0), rule(0.6, 3.2)], margin: [0, 9, 0, 0] },
    ],
  }
}

function initials(code: string): Content {
  return {
    table: {
      widths: [46],
      heights: [42],
      body: [
        [
          {
            text: code.slice(0, 4),
            bold: true,
            fontSize: code.length > 3 ? 13 : 17,
            color: 'white',
            alignment: 'center',
            margin: [0, code.length > 3 ? 12 : 9, 0, 0],
          },
        ],
      ],
    },
    layout: { ...BARE, fillColor: () => COLOR.primary },
  }
}

/** Centred title with its number below, and a line that says what kind of paper this is where needed. */
export function heading(title: string, number: string, subtitle?: string | null): Content {
  return {
    margin: [0, 0, 0, 10],
    alignment: 'center',
    stack: [
      { text: title, bold: true, fontSize: 14.5, characterSpacing: 0.6, decoration: 'underline' },
      { text: number, fontSize: 10, margin: [0, 2, 0, 0] },
      ...(subtitle
        ? [{ text: subtitle, color: COLOR.muted, margin: [0, 1, 0, 0] as [number, number, number, number] }]
        : []),
    ],
  }
}

export type Field = readonly [label: string, value: string | null | undefined]

/** `Label : value` lines; fields without a value are left out. `width` is the room for the whole block. */
export function fields(rows: readonly Field[], width: number = PAGE.width, labelWidth = 112): Content {
  const body: TableCell[][] = rows
    .filter(([, value]) => value)
    .map(([label, value]) => [
      { text: label, color: COLOR.muted },
      { text: ':', color: COLOR.muted },
      { text: value ?? '' },
    ])
  if (body.length === 0) return { text: '' }
  // fixed widths: a word longer than its column is then cut instead of pushing the table off the page
  return { table: { widths: [labelWidth, 9, width - labelWidth - 9], body }, layout: BARE }
}

export type Column = { title: string; width: number; alignment?: 'left' | 'right' | 'center' }

// a row longer than this may not fit on what is left of a page, or on any page, and has to be broken
const WHOLE_ROW_CHARACTERS = 700

/** Ruled table over the full width; the head is repeated on every page, and rows stay whole unless they are very long. */
export function rows(columns: readonly Column[], body: readonly (string | Content)[][]): Content {
  const whole = body.every((row) =>
    row.every((one) => typeof one !== 'string' || one.length < WHOLE_ROW_CHARACTERS),
  )
  // points that the layout adds around every cell
  const padding = 10
  const cell = (content: string | Content, column: Column | undefined): TableCell => {
    const node = typeof content === 'string' ? { text: content } : content
    return { ...(node as object), alignment: column?.alignment ?? 'left' } as TableCell
  }
  return {
    margin: [0, 4, 0, 8],
    table: {
      headerRows: 1,
      keepWithHeaderRows: whole ? 1 : 0,
      dontBreakRows: whole,
      widths: columns.map((column) => column.width - padding),
      body: [
        columns.map((column) =>
          cell({ text: column.title, bold: true, color: 'white', fontSize: 8.5 }, column),
        ),
        ...body.map((row) => row.map((content, index) => cell(content, columns[index]))),
      ],
    },
    layout: RULED,
  }
}

/** A paragraph in a tinted box. */
export function panel(content: Content, width: number = PAGE.width): Content {
  return { table: { widths: [width - 18], body: [[content]] }, layout: PANEL }
}

/** A short text in a coloured frame, for what a reader must not miss. */
export function notice(text: Content, color: string = COLOR.red, width: number = PAGE.width): Content {
  return { table: { widths: [width - 17.6], body: [[text]] }, layout: framed(color), margin: [0, 0, 0, 12] }
}

export const sectionTitle = (text: string): Content => ({
  text,
  bold: true,
  color: COLOR.dark,
  margin: [0, 8, 0, 3],
})

// pdfmake gives every module a whole number of points. At 90 that is two or more (0.7 mm, what a phone needs from
// paper) for addresses of up to 122 characters; the code comes out 66 to 90 points wide.
const code = (url: string) => ({ qr: url, fit: 90, eccLevel: 'M', foreground: COLOR.ink }) as const

/** QR to the public check page, with the caption that tells what it is for and what the page will say. */
export function qrCode(url: string, language: Language, width: number, hint?: string): Content {
  return {
    width,
    columnGap: 9,
    columns: [
      { width: 'auto', ...code(url) },
      {
        width: '*',
        margin: [0, 14, 0, 0],
        fontSize: 8,
        stack: [
          { text: say('documents:qrCaption', {}, language), bold: true, link: url },
          ...(hint ? [{ text: hint, color: COLOR.muted }] : []),
        ],
      },
    ],
  } as Content
}

/** The same, narrow: the caption under the code. */
export function qrColumn(url: string, language: Language, width: number): Content {
  const caption = say('documents:qrCaption', {}, language)
  return {
    width,
    alignment: 'center',
    stack: [code(url), { text: caption, bold: true, fontSize: 7.5, margin: [0, 4, 0, 0], link: url }],
  } as Content
}

export type Signature = {
  /** place and date, party or position, above the room for the signature */
  above: readonly string[]
  image?: Buffer | null
  /** stands in the room when there is no image: reason of absence, box for a meterai */
  instead?: Content | null
  /** height of that room in points */
  room?: number | undefined
  name: string
  below?: readonly (string | null | undefined)[]
  width: number
}

const SIGNATURE_ROOM = 50

/** Who signs, with room for the signature and the printed name underlined. */
export function signature(block: Signature): Content {
  const room = block.room ?? SIGNATURE_ROOM
  const drawn = picture(block.image, Math.min(150, block.width), room - 6)
  return {
    width: block.width,
    alignment: 'center',
    stack: [
      ...block.above.map((text) => ({ text })),
      {
        // a fixed row keeps the names of all signers on one line, whatever stands above them
        table: {
          widths: [block.width],
          heights: [room],
          body: [[drawn ?? block.instead ?? { text: '' }]],
        },
        layout: { ...BARE, paddingTop: () => 3, paddingBottom: () => 3 },
      },
      {
        text: block.name || '(\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026\u2026)',
        bold: true,
        decoration: block.name ? 'underline' : undefined,
      },
      ...(block.below ?? [])
        .filter(Boolean)
        .map((text) => ({ text: text ?? '', fontSize: 8.5, color: COLOR.muted })),
    ],
  } as Content
}

/** Keeps a block on one page. */
export const together = (...stack: Content[]): Content => ({ unbreakable: true, stack })
