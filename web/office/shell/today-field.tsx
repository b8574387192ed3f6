import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { clockWithZone, dayAndClock, phone, zoneSuffix } from '../../shared/format.ts'
import { EmergencyBadge, PriorityBadge } from '../ui/badges.tsx'
import { toTicket } from '../ui/paths.ts'
import { ButtonLink } from '../ui/links.tsx'
import { SeatCount } from '../ui/seat-count.tsx'
import { Ago } from '../ui/when.tsx'
import { TodayPanel, TodayRow } from './today-panel.tsx'
import { attendanceQuery, extensionsQuery, poolQuery } from './today-queries.ts'

/** Technicians who should be at a customer's and have not checked in. */
export function MissingPeople() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      urgent
      title={t('today.missing')}
      none={t('today.noMissing')}
      all="/attendance"
      query={useQuery(attendanceQuery)}
      items={(board) =>
        board.items
          .filter((row) => row.status === 'MISSING')
          .toSorted((one, other) => other.lateMinutes - one.lateMinutes)
      }
      rowKey={(row) => row.assignmentId}
      row={(row) => (
        <TodayRow
          link={toTicket(row.ticketId)}
          title={row.technician.name}
          meta={
            <>
              {t('today.shouldBe', {
                code: row.ticketCode,
                customer: row.customerName,
                time: clockWithZone(row.scheduledStart, { zone: row.timeZone }),
              })}
              {' · '}
              <strong style={{ color: 'var(--mantine-color-error)' }}>
                {t('today.late', { count: row.lateMinutes })}
              </strong>
              {row.technician.phone && (
                <>
                  {' · '}
                  <Anchor href={`tel:${row.technician.phone}`} inherit className="num">
                    {phone(row.technician.phone)}
                  </Anchor>
                </>
              )}
            </>
          }
          aside={
            <ButtonLink
              {...toTicket(row.ticketId, { replace: row.assignmentId })}
              size="compact-sm"
              color="red"
              variant="light"
            >
              {t('ticket.move.requestReplacement')}
            </ButtonLink>
          }
        />
      )}
    />
  )
}

/** Jobs with a free seat, the next to begin first. */
export function UnclaimedJobs() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.pool')}
      none={t('today.noPool')}
      all="/pool"
      query={useQuery(poolQuery)}
      items={(page) =>
        page.items.toSorted(
          (one, other) =>
            Number(other.emergency) - Number(one.emergency) ||
            one.scheduledStart.localeCompare(other.scheduledStart),
        )
      }
      rowKey={(job) => job.id}
      row={(job) => (
        <TodayRow
          link={toTicket(job.id)}
          title={`${job.code} · ${job.title}`}
          meta={`${job.customer.name} · ${dayAndClock(job.scheduledStart, { zone: job.timeZone })} ${zoneSuffix(job.timeZone)}`}
          aside={
            <>
              {job.emergency ? (
                <EmergencyBadge size="sm" />
              ) : (
                <PriorityBadge priority={job.priority} size="sm" />
              )}
              <SeatCount taken={job.seatsTaken} quota={job.technicianQuota} />
            </>
          }
        />
      )}
    />
  )
}

/** Requests for more days that wait for a decision. */
export function PendingExtensions() {
  const { t } = useTranslation('office')
  return (
    <TodayPanel
      title={t('today.extensions')}
      none={t('today.noExtensions')}
      all="/extensions"
      query={useQuery(extensionsQuery)}
      items={(page) => page.items}
      rowKey={(item) => item.id}
      row={(item) => (
        <TodayRow
          link={toTicket(item.ticketId)}
          title={t('today.extension', { name: item.requestedBy.name, count: item.days })}
          meta={
            <>
              {item.ticketCode} · {item.reason} · <Ago at={item.createdAt} />
            </>
          }
          aside={
            <ButtonLink to="/extensions" size="compact-sm" variant="light">
              {t('today.decide')}
            </ButtonLink>
          }
        />
      )}
    />
  )
}
