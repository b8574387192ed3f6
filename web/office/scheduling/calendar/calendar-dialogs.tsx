import type { CalendarAbsence, Dispatch } from '../../../shared/api/shapes.ts'
import { AbsenceDialog } from './absence-dialog.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { VisitDialog } from './visit-dialog.tsx'
import { useCoordinates } from '../../ui/session.ts'

/** What is asked about right now. A visit is looked up anew, so that the dialog says what is true by now. */
export type Open =
  | { kind: 'visit'; ticketId: string }
  | { kind: 'move'; ticketId: string; to?: { start: string; end: string } }
  | { kind: 'assign'; ticketId: string; technicianId?: string }
  | { kind: 'absence'; day: string; technicianId?: string; absence?: CalendarAbsence }

type Props = { open: Open; data: Dispatch; setOpen: (open: Open | null) => void }

/** The dialogs of the calendar: everything that can be dragged can also be done here. */
export function CalendarDialogs({ open, data, setOpen }: Props) {
  const mayMove = useCoordinates()
  const close = () => setOpen(null)
  if (open.kind === 'absence')
    return mayMove ? (
      <AbsenceDialog
        {...(open.absence && { absence: open.absence })}
        {...(open.technicianId && { technicianId: open.technicianId })}
        day={open.day}
        technicians={data.technicians}
        onClose={close}
      />
    ) : null
  const visit = data.visits.find((one) => one.ticketId === open.ticketId)
  if (!visit) return null
  const { ticketId } = visit
  if (open.kind === 'visit')
    return (
      <VisitDialog
        visit={visit}
        mayMove={mayMove}
        onMove={() => setOpen({ kind: 'move', ticketId })}
        onAssign={() => setOpen({ kind: 'assign', ticketId })}
        onClose={close}
      />
    )
  return open.kind === 'move' ? (
    <MoveDialog visit={visit} {...(open.to && { to: open.to })} onClose={close} />
  ) : (
    <AssignDialog
      visit={visit}
      technicians={data.technicians}
      {...(open.technicianId && { technicianId: open.technicianId })}
      onClose={close}
    />
  )
}
