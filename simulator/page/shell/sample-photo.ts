type Draw = (pen: CanvasRenderingContext2D, width: number, height: number) => void

const stamp = (): string =>
  new Date().toLocaleString('id-ID', { timeZone: 'Asia/Jakarta', dateStyle: 'long', timeStyle: 'short' })

function lines(pen: CanvasRenderingContext2D, rows: string[], x: number, y: number, step: number): void {
  rows.forEach((row, i) => pen.fillText(row, x, y + i * step))
}

/** An air conditioner on a wall, differently stained each time. */
const drawUnit: Draw = (pen, width, height) => {
  const hue = Math.floor(Math.random() * 360)
  pen.fillStyle = `hsl(${hue} 18% 82%)`
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = `hsl(${hue} 14% 60%)`
  pen.fillRect(0, height * 0.78, width, height * 0.22)
  pen.fillStyle = '#f4f3ee'
  pen.fillRect(width * 0.14, height * 0.24, width * 0.72, height * 0.22)
  pen.fillStyle = '#cfcdc4'
  for (let i = 0; i < 6; i += 1) pen.fillRect(width * 0.18, height * (0.37 + i * 0.012), width * 0.64, 4)
  pen.fillStyle = '#2e8540'
  pen.beginPath()
  pen.arc(width * 0.8, height * 0.28, 9, 0, 7)
  pen.fill()
  pen.fillStyle = 'rgba(90, 70, 40, .35)'
  for (let i = 0; i < 7; i += 1) {
    pen.beginPath()
    pen.ellipse(
      width * (0.2 + Math.random() * 0.6),
      height * (0.5 + Math.random() * 0.2),
      14 + Math.random() * 26,
      40 + Math.random() * 60,
      0,
      0,
      7,
    )
    pen.fill()
  }
}

function paper(pen: CanvasRenderingContext2D, width: number, height: number): void {
  pen.fillStyle = '#6b5f50'
  pen.fillRect(0, 0, width, height)
  pen.save()
  pen.translate(width / 2, height / 2)
  pen.rotate((Math.random() - 0.5) * 0.06)
  pen.translate(-width / 2, -height / 2)
  pen.fillStyle = '#fbfaf6'
  pen.fillRect(width * 0.08, height * 0.06, width * 0.84, height * 0.88)
  pen.fillStyle = '#222'
}

const drawBast: Draw = (pen, width, height) => {
  paper(pen, width, height)
  pen.font = 'bold 38px sans-serif'
  lines(pen, ['BERITA ACARA', 'SERAH TERIMA'], width * 0.14, height * 0.14, 46)
  pen.font = '24px sans-serif'
  lines(
    pen,
    ['Pekerjaan selesai dan diterima', 'dengan baik oleh pelanggan.', '', 'Unit menyala, suhu normal.'],
    width * 0.14,
    height * 0.28,
    42,
  )
  pen.strokeStyle = '#1d3f8a'
  pen.lineWidth = 5
  pen.beginPath()
  pen.moveTo(width * 0.2, height * 0.76)
  for (let i = 0; i < 9; i += 1)
    pen.quadraticCurveTo(
      width * (0.22 + i * 0.05),
      height * (0.68 + Math.random() * 0.1),
      width * (0.25 + i * 0.05),
      height * 0.76,
    )
  pen.stroke()
  pen.fillText('Tanda tangan pelanggan', width * 0.2, height * 0.83)
  pen.restore()
}

const drawTransfer: Draw = (pen, width, height) => {
  pen.fillStyle = '#eef3f8'
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#1b5fa8'
  pen.fillRect(0, 0, width, height * 0.2)
  pen.fillStyle = '#fff'
  pen.font = 'bold 42px sans-serif'
  pen.fillText('Transfer Berhasil', width * 0.12, height * 0.125)
  pen.fillStyle = '#10242b'
  pen.font = '28px sans-serif'
  lines(
    pen,
    [
      'Tujuan: PT GSS',
      'Nominal: sesuai invoice',
      'Keterangan: bayar jasa servis',
      `Ref: ${Math.floor(Math.random() * 9e11) + 1e11}`,
    ],
    width * 0.12,
    height * 0.32,
    60,
  )
}

const DRAWINGS = { unit: drawUnit, bast: drawBast, transfer: drawTransfer }
export type SampleKind = keyof typeof DRAWINGS

/** A photo drawn on a canvas, with the time on it so that no two are equal. */
export function samplePhoto(kind: SampleKind): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = 720
  canvas.height = 960
  const pen = canvas.getContext('2d')
  if (!pen) return Promise.reject(new Error('no canvas'))
  DRAWINGS[kind](pen, canvas.width, canvas.height)
  pen.fillStyle = 'rgba(0, 0, 0, .55)'
  pen.fillRect(0, canvas.height - 52, canvas.width, 52)
  pen.fillStyle = '#fff'
  pen.font = '24px sans-serif'
  pen.fillText(stamp(), 20, canvas.height - 18)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', 0.82)
  })
}
