import { type PointerEvent, useRef, useState } from 'react'
import type { CalendarVisit } from '../../../shared/api/shapes.ts'
import { shiftOf } from './lanes.ts'
import type { Column, View } from './range.ts'

export type Drop = { visit: CalendarVisit; shift: number; technicianId: string | null }
export type Drag = Drop & { x: number; y: number }

/** So far the hand may tremble before a press becomes a drag. */
const TREMBLE = 5

/**
 * Dragging a bar with mouse or pen; fingers scroll, and the keyboard has the dialogs. Escape drops nothing. The press
 * that ends a drag is not a click.
 */
export function useDrag(columns: readonly Column[], view: View, onDrop: (drop: Drop) => void) {
  const [drag, setDrag] = useState<Drag | null>(null)
  const justDragged = useRef(false)

  const begin = (event: PointerEvent<HTMLElement>, visit: CalendarVisit) => {
    justDragged.current = false
    if (event.button !== 0 || event.pointerType === 'touch') return
    const track = event.currentTarget.closest('[data-track]')?.getBoundingClientRect()
    const origin = { x: event.clientX, y: event.clientY }
    let latest: Drag | null = null
    const move = (at: globalThis.PointerEvent) => {
      if (!latest && Math.hypot(at.clientX - origin.x, at.clientY - origin.y) < TREMBLE) return
      at.preventDefault()
      const row = document.elementFromPoint(at.clientX, at.clientY)?.closest<HTMLElement>('[data-technician]')
      latest = {
        visit,
        shift: shiftOf(at.clientX - origin.x, track?.width ?? 0, columns, view),
        technicianId: row?.dataset['technician'] ?? null,
        x: at.clientX,
        y: at.clientY,
      }
      setDrag(latest)
    }
    const end = (drop: boolean) => () => {
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', up)
      window.removeEventListener('pointercancel', away)
      window.removeEventListener('keydown', escape)
      justDragged.current = latest !== null
      setDrag(null)
      if (latest && drop) onDrop(latest)
    }
    const [up, away] = [end(true), end(false)]
    const escape = (key: KeyboardEvent) => {
      if (key.key === 'Escape') away()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', up)
    window.addEventListener('pointercancel', away)
    window.addEventListener('keydown', escape)
  }
  /** Whether this click only ended a drag. */
  const wasDrag = () => justDragged.current
  return { drag, begin, wasDrag }
}
