import { Button, Menu } from '@mantine/core'
import { IconCalendarTime, IconDotsVertical, IconPencil } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { MoveDialog } from './calendar/move-dialog.tsx'
import { CancelTicket, CloseTicket, ReopenTicket } from './decide-ticket.tsx'
import { BroadcastAgain } from './desk/broadcast-again.tsx'
import { CorrectTicket } from './desk/correct-ticket.tsx'
import { movableOf } from './desk/movable.ts'
import { EditTicket } from './edit-ticket.tsx'

type Dialog =
  | 'changeDetails'
  | 'correctDetails'
  | 'rescheduleVisit'
  | 'broadcastAgain'
  | 'cancel'
  | 'reopen'
  | 'close'
type Props = { ticket: Ticket }
type Show = (dialog: Dialog) => void

/** Exactly the moves that the server allows now; those of the crew, the field and the invoice stand in their sections. */
export function TicketMoves({ ticket }: Props) {
  const { t } = useTranslation('office')
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const may = (move: Dialog) => ticket.allowedMoves.includes(move)
  return (
    <>
      {may('close') && <Button onClick={() => setDialog('close')}>{t('ticket.move.close')}</Button>}
      <Changes ticket={ticket} show={setDialog} />
      {may('reopen') && (
        <Button variant="default" onClick={() => setDialog('reopen')}>
          {t('ticket.move.reopen')}
        </Button>
      )}
      <Rarer ticket={ticket} show={setDialog} />
      {dialog && DIALOGS[dialog](ticket, () => setDialog(null))}
    </>
  )
}

/** Details and schedule: free before anybody took the job, afterwards with a reason that those concerned are told. */
function Changes({ ticket, show }: Props & { show: Show }) {
  const { t } = useTranslation(['office', 'office-tickets', 'office-calendar'])
  const may = (move: Dialog) => ticket.allowedMoves.includes(move)
  return (
    <>
      {may('rescheduleVisit') && (
        <Button
          variant="default"
          leftSection={<IconCalendarTime size={17} aria-hidden />}
          onClick={() => show('rescheduleVisit')}
        >
          {t('office-calendar:act.move')}
        </Button>
      )}
      {may('changeDetails') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={17} aria-hidden />}
          onClick={() => show('changeDetails')}
        >
          {t('office:act.edit')}
        </Button>
      )}
      {may('correctDetails') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={17} aria-hidden />}
          onClick={() => show('correctDetails')}
        >
          {t('office-tickets:correct.act')}
        </Button>
      )}
    </>
  )
}

function Rarer({ ticket, show }: Props & { show: Show }) {
  const { t } = useTranslation(['office', 'office-tickets'])
  const may = (move: Dialog) => ticket.allowedMoves.includes(move)
  if (!may('broadcastAgain') && !may('cancel')) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px={8} aria-label={t('office:act.more')}>
          <IconDotsVertical size={18} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {may('broadcastAgain') && (
          <Menu.Item onClick={() => show('broadcastAgain')}>{t('office-tickets:again.act')}</Menu.Item>
        )}
        {may('cancel') && (
          <Menu.Item c="red.7" onClick={() => show('cancel')}>
            {t('office:ticket.move.cancel')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

const DIALOGS: Record<Dialog, (ticket: Ticket, close: () => void) => ReactNode> = {
  changeDetails: (ticket, close) => <EditTicket ticket={ticket} onClose={close} />,
  correctDetails: (ticket, close) => <CorrectTicket ticket={ticket} onClose={close} />,
  rescheduleVisit: (ticket, close) => <MoveDialog visit={movableOf(ticket)} onClose={close} />,
  broadcastAgain: (ticket, close) => <BroadcastAgain ticket={ticket} onClose={close} />,
  cancel: (ticket, close) => <CancelTicket ticket={ticket} onClose={close} />,
  reopen: (ticket, close) => <ReopenTicket ticket={ticket} onClose={close} />,
  close: (ticket, close) => <CloseTicket ticket={ticket} onClose={close} />,
}
