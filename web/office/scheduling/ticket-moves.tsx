import { Button, Menu } from '@mantine/core'
import { IconDotsVertical, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Ticket } from '../../shared/api/shapes.ts'
import { CancelTicket, CloseTicket, ReopenTicket } from './decide-ticket.tsx'
import { EditTicket } from './edit-ticket.tsx'

type Dialog = 'changeDetails' | 'cancel' | 'reopen' | 'close'

/** Exactly the moves that the server allows now; those of the crew, the field and the invoice stand in their sections. */
export function TicketMoves({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('office')
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const may = (move: Dialog) => ticket.allowedMoves.includes(move)
  const shut = () => setDialog(null)
  return (
    <>
      {may('close') && <Button onClick={() => setDialog('close')}>{t('ticket.move.close')}</Button>}
      {may('changeDetails') && (
        <Button
          variant="default"
          leftSection={<IconPencil size={17} aria-hidden />}
          onClick={() => setDialog('changeDetails')}
        >
          {t('act.edit')}
        </Button>
      )}
      {may('reopen') && (
        <Button variant="default" onClick={() => setDialog('reopen')}>
          {t('ticket.move.reopen')}
        </Button>
      )}
      {may('cancel') && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px={8} aria-label={t('act.more')}>
              <IconDotsVertical size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item c="red.7" onClick={() => setDialog('cancel')}>
              {t('ticket.move.cancel')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {dialog === 'changeDetails' && <EditTicket ticket={ticket} onClose={shut} />}
      {dialog === 'cancel' && <CancelTicket ticket={ticket} onClose={shut} />}
      {dialog === 'reopen' && <ReopenTicket ticket={ticket} onClose={shut} />}
      {dialog === 'close' && <CloseTicket ticket={ticket} onClose={shut} />}
    </>
  )
}
