import { createRequire } from 'node:module'

type Square = { x: number; y: number; w: number }
type Encoder = { default: { measure(node: { qr: string; eccLevel: string }): { _canvas: Square[] } } }

// the encoder that also draws the codes on our papers; it comes without types
const encoder = createRequire(import.meta.url)('pdfmake/js/qrEnc.js') as Encoder

/** A QR code as one SVG path of unit squares in a viewBox of `size`, without the white margin it needs around. */
export function qrCode(text: string): { size: number; path: string } {
  const [ground, ...squares] = encoder.default.measure({ qr: text, eccLevel: 'M' })._canvas
  const unit = squares[0]?.w ?? 1
  return {
    size: (ground?.w ?? 0) / unit,
    path: squares.map(({ x, y }) => `M${x / unit} ${y / unit}h1v1h-1z`).join(''),
  }
}
