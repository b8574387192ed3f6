import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

// pdfmake's engine parses its fonts anew for every document, which took more than half of the time of an invoice.
// Its font reader lets a format of one's own be registered; ours hands out the fonts that were read at start. What
// belongs to one document (which glyphs it embeds) lives outside of these objects. A glyph remembers the first
// character it was asked for; no two that pdf-text.ts lets through share one, so earlier documents leave no trace.

type Position = object
type Run = { glyphs: unknown[]; positions: Position[] }
type Font = {
  layout(text: string, features?: unknown): Run
}
type FontReader = {
  create(bytes: Uint8Array): Font
  registerFormat(format: {
    probe(bytes: Uint8Array): boolean
    new (stream: { buffer: Uint8Array }): object
  }): void
}

const fromHere = createRequire(import.meta.url)

const MARK = 'gss-font:'
const REMEMBERED_WORDS = 2000

function readFont(reader: FontReader, file: string): Font {
  const font = reader.create(readFileSync(fromHere.resolve(file)))
  rememberWords(font)
  return font
}

/** The same words come again in every document; the engine scales positions in place, hence the copies. */
function rememberWords(font: Font): void {
  const layout = font.layout.bind(font)
  const known = new Map<string, Run>()
  font.layout = (text, features) => {
    if (features) return layout(text, features)
    let run = known.get(text)
    if (!run) {
      run = layout(text)
      if (known.size >= REMEMBERED_WORDS) known.clear()
      known.set(text, run)
    }
    return Object.assign(Object.create(Object.getPrototypeOf(run) as object) as Run, run, {
      positions: run.positions.map((one) =>
        Object.assign(Object.create(Object.getPrototypeOf(one) as object) as Position, one),
      ),
    })
  }
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const NAMES = { normal: 'Regular', bold: 'Medium' } as const

/** The font family for pdfmake: names of files, which hold nothing but a mark by which our format knows them. */
export const FAMILY = { normal: MARK + NAMES.normal, bold: MARK + NAMES.bold }

/** Reads the fonts and makes them known to pdfmake's engine; `store` puts a file into its virtual file system. */
export function shareFonts(store: (name: string, bytes: Buffer) => void): void {
  const fromPdfmake = createRequire(fromHere.resolve('pdfmake'))
  // the very instance that pdfkit uses, wherever npm has put it
  const reader = createRequire(fromPdfmake.resolve('pdfkit'))('fontkit') as FontReader
  const fonts = new Map(
    Object.values(NAMES).map((name) => [
      MARK + name,
      readFont(reader, `pdfmake/fonts/Roboto/Roboto-${name}.ttf`),
    ]),
  )
  class SharedFont {
    static probe(bytes: Uint8Array): boolean {
      return bytes.length < 64 && fonts.has(textOf(bytes))
    }

    constructor(stream: { buffer: Uint8Array }) {
      const font = fonts.get(textOf(stream.buffer))
      if (font) return font
    }
  }
  reader.registerFormat(SharedFont)
  for (const name of fonts.keys()) store(name, Buffer.from(name, 'latin1'))
}
