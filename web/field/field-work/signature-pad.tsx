import { type PointerEvent, useEffect, useRef } from 'react'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'

/** Always dark ink on white paper, whatever the theme: it is printed on the BAST. */
const INK = '#10242b'
const PAPER = '#ffffff'
const WIDTH = 900
const HEIGHT = 390

type Props = {
  value: Blob | null
  onValue: (signature: Blob | null) => void
  describedBy?: string
}

/** A signature drawn with the finger. Gives the PNG after every stroke, null when cleared. */
export function SignaturePad({ value, onValue, describedBy }: Props) {
  const { t } = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const first = useRef(value)
  const pen = usePen(onValue)
  useEffect(() => {
    if (canvas.current) void prepare(canvas.current, first.current)
  }, [])
  // taken back from outside: the text above it has changed
  useEffect(() => {
    if (!value && canvas.current) void prepare(canvas.current, null)
  }, [value])
  const clear = () => {
    if (canvas.current) void prepare(canvas.current, null)
    onValue(null)
  }
  return (
    <div className="signature">
      <canvas
        ref={canvas}
        width={WIDTH}
        height={HEIGHT}
        role="img"
        aria-label={t(value ? 'bast.signedPad' : 'bast.emptyPad')}
        aria-describedby={describedBy}
        {...pen}
      />
      <Button kind="quiet" icon="trash" onClick={clear}>
        {t('bast.clear')}
      </Button>
    </div>
  )
}

type Stroke = PointerEvent<HTMLCanvasElement>

function usePen(onValue: Props['onValue']) {
  const drawing = useRef(false)
  const start = (event: Stroke) => {
    const pen = event.currentTarget.getContext('2d')
    if (!pen) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drawing.current = true
    const [x, y] = placeOf(event)
    pen.beginPath()
    pen.moveTo(x, y)
    // a tap is a dot, and a dot may be all of somebody's signature
    pen.lineTo(x + 0.1, y)
    pen.stroke()
  }
  const draw = (event: Stroke) => {
    if (!drawing.current) return
    const pen = event.currentTarget.getContext('2d')
    pen?.lineTo(...placeOf(event))
    pen?.stroke()
  }
  const end = (event: Stroke) => {
    if (!drawing.current) return
    drawing.current = false
    onValue(pictureOf(event.currentTarget))
  }
  return { onPointerDown: start, onPointerMove: draw, onPointerUp: end, onPointerCancel: end }
}

/** Where on the paper, whatever size the canvas has on the screen. */
function placeOf(event: Stroke): [number, number] {
  const box = event.currentTarget.getBoundingClientRect()
  return [((event.clientX - box.left) / box.width) * WIDTH, ((event.clientY - box.top) / box.height) * HEIGHT]
}

/** At once, not like toBlob some time later: whoever signs presses the button in the next moment. */
function pictureOf(canvas: HTMLCanvasElement): Blob {
  const bytes = atob(canvas.toDataURL('image/png').split(',')[1] ?? '')
  return new Blob([Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))], { type: 'image/png' })
}

async function prepare(canvas: HTMLCanvasElement, picture: Blob | null): Promise<void> {
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.strokeStyle = INK
  pen.lineWidth = 5
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  if (!picture) return
  const drawn = await createImageBitmap(picture).catch(() => null)
  if (drawn) pen.drawImage(drawn, 0, 0, WIDTH, HEIGHT)
}
