import { clock, clockWithZone, date, visit } from '../../shared/format.ts'

type Visit = { scheduledStart: string; scheduledEnd: string; timeZone: string }

/** Day above, hours below, for narrow columns; a visit over several days in one run. */
export function VisitTime({ visit: at }: { visit: Visit }) {
  const zone = { zone: at.timeZone }
  const day = date(at.scheduledStart, zone)
  if (day !== date(at.scheduledEnd, zone))
    return <span>{visit(at.scheduledStart, at.scheduledEnd, zone)}</span>
  return (
    <span>
      <span className="num">{day}</span>
      <br />
      <span className="num">
        {clock(at.scheduledStart, zone)}–{clockWithZone(at.scheduledEnd, zone)}
      </span>
    </span>
  )
}
