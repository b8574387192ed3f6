import { createRequire } from 'node:module'
import type * as Pdfmake from 'pdfmake'
import type { Content } from 'pdfmake'
import { type Letterhead, letterhead, type Pictures } from './pdf-blocks.ts'
import { FAMILY, shareFonts } from './pdf-fonts.ts'
import { COLOR, PAGE } from './pdf-look.ts'
import { type Language, say } from './texts.ts'

/** What pdfmake lays out; made by `paper`. */
export type PdfDefinition = Parameters<typeof Pdfmake.createPdf>[0]

/** Diagonal word over every page: not yet approved, revoked, or void. */
export type Stamp = 'DRAFT' | 'REVOKED' | 'VOID'

export type Paper = {
  language: Language
  title: string
  /** null as long as no number has been given (a draft) */
  number: string | null
  /** ISO time; also the creation date inside the file, so that the same snapshot always gives the same bytes */
  issuedAt: string
  letterhead: Letterhead
  pictures?: Pictures
  stamp?: Stamp | null
  content: Content[]
}

/**
 * A4 page frame around the content: kop surat on the first page, a short running head on the others, and a foot with
 * number and page count.
 */
export function paper(given: Paper): PdfDefinition {
  const { language, title, number, stamp } = given
  const subject = [title, number].filter(Boolean).join(' ')
  return {
    pageSize: 'A4',
    pageMargins: [PAGE.side, PAGE.top, PAGE.side, PAGE.bottom],
    defaultStyle: { font: 'Roboto', fontSize: 9.5, lineHeight: 1.22, color: COLOR.ink },
    language: language === 'id' ? 'id-ID' : 'en',
    displayTitle: true,
    info: {
      title: subject,
      author: given.letterhead.legalName,
      subject: title,
      creator: given.letterhead.legalName,
      producer: given.letterhead.legalName,
      creationDate: new Date(given.issuedAt),
    },
    ...(stamp && {
      watermark: {
        text: say(`documents:stamp.${stamp}`, {}, language),
        color: stamp === 'DRAFT' ? COLOR.muted : COLOR.red,
        opacity: 0.13,
        bold: true,
        fontSize: 110,
        angle: -45,
      },
    }),
    header: (page: number) => (page > 1 ? runningHead(given.letterhead.legalName, subject) : null),
    footer: (page: number, pages: number) =>
      foot(subject, say('documents:pageOf', { page, pages }, language)),
    content: [letterhead(given.letterhead, language, given.pictures?.logo), ...given.content],
  }
}

function runningHead(name: string, subject: string): Content {
  return {
    margin: [PAGE.side, 18, PAGE.side, 0],
    columns: [
      { text: name, width: '*' },
      { text: subject, width: '*', alignment: 'right' },
    ],
    fontSize: 7.5,
    color: COLOR.muted,
  }
}

function foot(subject: string, pages: string): Content {
  return {
    margin: [PAGE.side, 12, PAGE.side, 0],
    stack: [
      {
        canvas: [
          { type: 'line', x1: 0, y1: 0, x2: PAGE.width, y2: 0, lineWidth: 0.5, lineColor: COLOR.line },
        ],
      },
      {
        margin: [0, 5, 0, 0],
        columns: [
          { text: subject, width: '*' },
          { text: pages, width: 120, alignment: 'right' },
        ],
        fontSize: 7.5,
        color: COLOR.muted,
      },
    ],
  }
}

type Engine = typeof Pdfmake & { virtualfs: { writeFileSync(name: string, bytes: Buffer): void } }
let engine: Engine | null = null

/** Set up once, at the first document: loading it takes a tenth of a second that a start does not need. */
function pdfmake(): Engine {
  if (engine) return engine
  // one CommonJS object made at load time, which `import` cannot take apart
  const loaded = createRequire(import.meta.url)('pdfmake') as Engine
  shareFonts((name, bytes) => loaded.virtualfs.writeFileSync(name, bytes))
  loaded.setFonts({ Roboto: FAMILY })
  // A document is made of what it is given: it fetches nothing and opens no file.
  loaded.setUrlAccessPolicy(() => false)
  loaded.setLocalAccessPolicy(() => false)
  engine = loaded
  return loaded
}

/** The definition as a PDF. Rejects when the definition itself is broken (an image that is none). */
export async function renderPdf(definition: PdfDefinition): Promise<Buffer> {
  return pdfmake().createPdf(definition).getBuffer()
}
