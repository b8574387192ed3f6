import type { BoardRow } from '../../shared/api/shapes.ts'
import { ReplaceTechnician } from '../ui/replace-technician.tsx'

type Props = { row: BoardRow | null; onClose: () => void }

/** Cari Pengganti for a row of the attendance board: the same dialog as on the ticket. */
export function ReplacementDialog({ row, onClose }: Props) {
  if (row === null) return null
  return (
    <ReplaceTechnician
      ticketId={row.ticketId}
      assignmentId={row.assignmentId}
      name={row.technician.name}
      onClose={onClose}
    />
  )
}
