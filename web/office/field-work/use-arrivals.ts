import { useEffect, useRef, useState } from 'react'
import type { BoardRow } from '../../shared/api/shapes.ts'

const SHOWN_FOR = 2_500
const NOBODY: ReadonlySet<string> = new Set()

/** Assignments whose status has just changed while the board was open: they light up for a moment. */
export function useArrivals(rows: readonly BoardRow[]): ReadonlySet<string> {
  const seen = useRef<Map<string, BoardRow['status']> | null>(null)
  const [fresh, setFresh] = useState<ReadonlySet<string>>(NOBODY)
  useEffect(() => {
    const before = seen.current
    seen.current = new Map(rows.map((row) => [row.assignmentId, row.status]))
    if (!before) return
    const changed = rows.filter((row) => {
      const old = before.get(row.assignmentId)
      return old !== undefined && old !== row.status
    })
    if (changed.length === 0) return
    setFresh(new Set(changed.map((row) => row.assignmentId)))
    const timer = setTimeout(() => setFresh(NOBODY), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [rows])
  return fresh
}
