import type { Ticket } from '../../../shared/api/shapes.ts'
import { AssignDialog } from '../calendar/assign-dialog.tsx'
import { movableOf } from './movable.ts'
import { useStaff } from './use-staff.ts'

/** The exception to the race, from the ticket itself: CS names who comes. */
export function AssignTicket({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const technicians = (useStaff('technician').data ?? []).map(({ id, name, homeArea, skills }) => ({
    id,
    name,
    area: homeArea,
    skills,
  }))
  return <AssignDialog visit={movableOf(ticket)} technicians={technicians} onClose={onClose} />
}
