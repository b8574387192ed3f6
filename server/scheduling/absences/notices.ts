import type { Notice, Notices } from '../../ticket/index.ts'
import { tell } from '../tell-staff.ts'

/** The technician knows what is written down about his days. */
const tellOfAbsence: Notice<'absenceRecorded' | 'absenceChanged' | 'absenceRemoved'> = async (
  event,
  look,
) => {
  const { technicianId, kind, start, end } = event.data
  return await tell(look, [technicianId], event.name, { kind, absentFrom: start, absentUntil: end })
}

/** Who hears of absences: the one who is absent. */
export const absenceNotices = {
  absenceRecorded: [tellOfAbsence],
  absenceChanged: [tellOfAbsence],
  absenceRemoved: [tellOfAbsence],
} satisfies Partial<Notices>
