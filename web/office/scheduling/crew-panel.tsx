import { Anchor, Button, Group, Text } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Seat, Ticket } from '../../shared/api/shapes.ts'
import { initials, phone } from '../../shared/format.ts'
import { Panel } from '../ui/panel.tsx'
import { ReplaceTechnician } from '../ui/replace-technician.tsx'
import { SeatCount } from '../ui/seat-count.tsx'
import { When } from '../ui/when.tsx'
import classes from './crew-panel.module.css'
import { AssignTicket } from './desk/assign-ticket.tsx'
import { formerHolders, seatHolders } from './seat-holders.ts'
import { SoughtNote } from './sought-note.tsx'

/** The seats of the ticket: who holds them, which are free, who would step in, and who held them before. */
export function CrewPanel({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('office')
  const { replace } = useSearch({ strict: false }) as { replace?: string }
  const mayReplace = ticket.allowedMoves.includes('requestReplacement')
  const live = ticket.seats.filter((seat) => seat.endedAt === null)
  const [assigning, setAssigning] = useState(false)
  const mayAssign = ticket.allowedMoves.includes('assignTechnician')
  const [replacing, setReplacing] = useState<string | null>(mayReplace ? (replace ?? null) : null)
  const target = live.find((seat) => seat.assignmentId === replacing)
  const over = ticket.state === 'DONE' || ticket.state === 'CLOSED' || ticket.state === 'CANCELLED'
  return (
    <Panel
      title={t('ticket.crew')}
      aside={<SeatCount taken={ticket.seatsTaken} quota={ticket.technicianQuota} />}
      flush
    >
      <ul className={classes.seats}>
        {seatHolders(ticket).map(({ number, holder }) => (
          <li key={number}>
            {holder ? (
              <Holder
                ticket={ticket}
                seat={holder}
                zone={ticket.timeZone}
                {...(mayReplace &&
                  holder.endedAt === null && { onReplace: () => setReplacing(holder.assignmentId) })}
              />
            ) : (
              <FreeSeat
                ticket={ticket}
                number={number}
                over={over}
                left={ticket.seats.find((seat) => seat.sought && seat.seat === number)}
                {...(mayAssign && { onAssign: () => setAssigning(true) })}
              />
            )}
          </li>
        ))}
      </ul>
      {ticket.standbys.length > 0 && (
        <Text size="sm" px="md" py="sm" className={classes.line}>
          <strong>{t('ticket.standbys')}:</strong> {ticket.standbys.map((person) => person.name).join(', ')}
        </Text>
      )}
      <Former seats={formerHolders(ticket)} zone={ticket.timeZone} />
      {assigning && <AssignTicket ticket={ticket} onClose={() => setAssigning(false)} />}
      {target && (
        <ReplaceTechnician
          ticketId={ticket.id}
          assignmentId={target.assignmentId}
          name={target.technician.name}
          standby={ticket.standbys[0]?.name}
          sought={target.sought}
          onClose={() => setReplacing(null)}
        />
      )}
    </Panel>
  )
}

type HolderProps = { ticket: Ticket; seat: Seat; zone: string; onReplace?: () => void }

function Holder({ ticket, seat, zone, onReplace }: HolderProps) {
  const { t } = useTranslation('office')
  const { technician } = seat
  return (
    <>
      <span className={classes.initials} aria-hidden>
        {initials(technician.name)}
      </span>
      <div className={classes.words}>
        <Text fw={600}>{technician.name}</Text>
        <Text size="sm" c="dimmed">
          {t('ticket.seat', { number: seat.seat })} · {t('ticket.claimed')}{' '}
          <When at={seat.claimedAt} zone={zone} />
          {technician.phone && (
            <>
              {' · '}
              <Anchor href={`tel:${technician.phone}`} inherit className="num">
                {phone(technician.phone)}
              </Anchor>
            </>
          )}
        </Text>
        {seat.sought && <SoughtNote ticket={ticket} seat={seat} />}
      </div>
      {onReplace && (
        <Button size="xs" variant="light" color="red" onClick={onReplace}>
          {t('ticket.move.requestReplacement')}
        </Button>
      )}
    </>
  )
}

type FreeProps = {
  ticket: Ticket
  number: number
  over: boolean
  left: Seat | undefined
  onAssign?: () => void
}

function FreeSeat({ ticket, number, over, left, onAssign }: FreeProps) {
  const { t } = useTranslation(['office', 'office-calendar'])
  return (
    <>
      <span className={classes.free} aria-hidden />
      <div className={classes.words}>
        <Text fw={600} c="dimmed">
          {t('ticket.freeSeat', { number })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(over ? 'ticket.neverTaken' : ticket.emergency ? 'ticket.searching' : 'ticket.inPool')}
        </Text>
        {!over && left && <SoughtNote ticket={ticket} seat={left} />}
      </div>
      {onAssign && (
        <Button size="xs" variant="default" onClick={onAssign}>
          {t('office-calendar:act.assign')}
        </Button>
      )}
    </>
  )
}

function Former({ seats, zone }: { seats: Seat[]; zone: string }) {
  const { t } = useTranslation(['office', 'labels'])
  if (seats.length === 0) return null
  return (
    <details className={classes.former}>
      <summary>{t('ticket.former', { count: seats.length })}</summary>
      <ul>
        {seats.map((seat) => (
          <li key={seat.assignmentId}>
            <Group gap={6}>
              <Text size="sm" fw={600}>
                {seat.technician.name}
              </Text>
              <Text size="sm" c="dimmed">
                {seat.endReason && t(`labels:endReason.${seat.endReason}`)}
                {seat.endedAt && ' · '}
                {seat.endedAt && <When at={seat.endedAt} zone={zone} />}
              </Text>
            </Group>
            {seat.endNote && (
              <Text size="sm" className="free-text">
                {seat.endNote}
              </Text>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
