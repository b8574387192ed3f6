import { staffOnTelegram } from '../../master-data/index.ts'
import type { Notice, Notices } from '../../ticket/index.ts'
import { tell } from '../tell-staff.ts'

/** The technician knows what is written down about his days; what he says himself is news for CS. */
const tellOfAbsence: Notice<'absenceRecorded' | 'absenceChanged' | 'absenceRemoved'> = async (
  event,
  look,
) => {
  const { technicianId, kind, start, end } = event.data
  const when = { kind, absentFrom: start, absentUntil: end }
  if (event.actor.id !== technicianId) return await tell(look, [technicianId], event.name, when)
  const key = event.name === 'absenceRecorded' ? 'ownAbsence' : 'ownAbsenceOver'
  return await tell(look, await staffOnTelegram(look, { roles: ['cs'] }), key, { ...when, technicianId })
}

/** Who hears of absences: the one who is absent, or CS when he says so himself. */
export const absenceNotices = {
  absenceRecorded: [tellOfAbsence],
  absenceChanged: [tellOfAbsence],
  absenceRemoved: [tellOfAbsence],
} satisfies Partial<Notices>
