import type { CustomTableLayout } from 'pdfmake'

export const COLOR = {
  ink: '#10242B',
  muted: '#5B6B70',
  line: '#C8D2D0',
  primary: '#0B6E6E',
  dark: '#084F50',
  tint: '#E3F1EF',
  amber: '#E59A12',
  red: '#C5372C',
} as const

/** A4 in points: side margin 18 mm; `width` is what is left between the margins. */
export const PAGE = { side: 51, top: 42, bottom: 44, width: 595.28 - 2 * 51 } as const

const none = () => 0

/** Label and value pairs: no lines, tight. */
export const BARE: CustomTableLayout = {
  hLineWidth: none,
  vLineWidth: none,
  paddingLeft: none,
  paddingRight: none,
  paddingTop: () => 0.8,
  paddingBottom: () => 0.8,
}

/** Rows of work or goods: tinted head, thin lines between the rows, a firmer one below the last. */
export const RULED: CustomTableLayout = {
  hLineWidth: (row, node) => (row === 0 ? 0 : row === node.table.body.length ? 1 : 0.5),
  vLineWidth: none,
  hLineColor: (row, node) => (row === node.table.body.length ? COLOR.primary : COLOR.line),
  fillColor: (row) => (row === 0 ? COLOR.dark : null),
  paddingLeft: () => 5,
  paddingRight: () => 5,
  paddingTop: () => 3.5,
  paddingBottom: () => 2,
}

/** One tinted cell with room around the text. */
export const PANEL: CustomTableLayout = {
  hLineWidth: none,
  vLineWidth: none,
  fillColor: () => COLOR.tint,
  paddingLeft: () => 9,
  paddingRight: () => 9,
  paddingTop: () => 6,
  paddingBottom: () => 6,
}

/** One cell with a thin frame in a colour. */
export const framed = (color: string): CustomTableLayout => ({
  hLineWidth: () => 0.8,
  vLineWidth: () => 0.8,
  hLineColor: () => color,
  vLineColor: () => color,
  paddingLeft: () => 8,
  paddingRight: () => 8,
  paddingTop: () => 5,
  paddingBottom: () => 5,
})
