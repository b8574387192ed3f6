import { Button, Text } from '@mantine/core'
import {
  IconBan,
  IconCheck,
  IconEdit,
  IconMessage2Question,
  IconSend,
  IconUserCheck,
} from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Invoice } from '../../shared/api/shapes.ts'
import { rupiah } from '../../shared/format.ts'
import { ConfirmDialog, ReasonDialog } from '../ui/dialogs.tsx'
import { InvoiceEditor } from './editor/invoice-editor.tsx'
import { type AskedMove, useInvoiceMoves } from './use-invoice-moves.ts'

type ButtonMove = AskedMove | 'change'
type Look = { icon: ComponentType<{ size?: number }>; main?: boolean; danger?: boolean }

/** In the order in which they stand; recording a payment has its place among the payments. */
const LOOKS: Record<ButtonMove, Look> = {
  approve: { icon: IconCheck, main: true },
  send: { icon: IconSend, main: true },
  submit: { icon: IconUserCheck, main: true },
  requestRevision: { icon: IconMessage2Question },
  change: { icon: IconEdit },
  void: { icon: IconBan, danger: true },
}

type Props = {
  invoice: Invoice
  /** leave out what nobody should do without the lines before their eyes */
  inShort?: boolean
}

const NEEDS_LINES: readonly ButtonMove[] = ['approve', 'requestRevision']

/** The buttons of an invoice: exactly the moves that the server allows, with their dialogs. */
export function InvoiceActs({ invoice, inShort }: Props) {
  const { t } = useTranslation('office-work')
  const [open, setOpen] = useState<ButtonMove | null>(null)
  const close = () => setOpen(null)
  const moves = (Object.keys(LOOKS) as ButtonMove[]).filter(
    (move) => invoice.allowedMoves.includes(move) && !(inShort && NEEDS_LINES.includes(move)),
  )
  return (
    <>
      {moves.map((move) => {
        const { icon: Icon, main, danger } = LOOKS[move]
        return (
          <Button
            key={move}
            variant={main ? 'filled' : danger ? 'subtle' : 'default'}
            color={danger ? 'red' : undefined}
            leftSection={<Icon size={17} aria-hidden />}
            onClick={() => setOpen(move)}
          >
            {t(`moves.${move}`)}
          </Button>
        )
      })}
      {open === 'change' && (
        <InvoiceEditor
          ticket={{ id: invoice.ticketId, code: invoice.ticketCode, title: invoice.ticketTitle }}
          customerName={invoice.customer.name}
          invoice={invoice}
          onClose={close}
        />
      )}
      {open && open !== 'change' && <MoveDialog key={open} move={open} invoice={invoice} onClose={close} />}
    </>
  )
}

type DialogProps = { move: AskedMove; invoice: Invoice; onClose: () => void }

/** Says what the move will do; asks for a reason where somebody else has to live with it. */
function MoveDialog({ move, invoice, onClose }: DialogProps) {
  const { t } = useTranslation('office-work')
  const act = useInvoiceMoves(invoice, onClose)
  const shared = { opened: true, onClose, busy: act.isPending, problem: act.error }
  const values = { total: rupiah(invoice.total), customer: invoice.customer.name }
  if (move === 'requestRevision')
    return (
      <ReasonDialog
        {...shared}
        title={t('moves.revisionTitle')}
        label={t('moves.revisionReason')}
        placeholder={t('moves.revisionPlaceholder')}
        confirm={t('moves.requestRevision')}
        onConfirm={(reason) => act.mutate({ move, reason })}
      >
        <Text size="sm">{t('moves.revisionWhat')}</Text>
      </ReasonDialog>
    )
  if (move === 'void')
    return (
      <ReasonDialog
        {...shared}
        title={t('moves.voidTitle')}
        label={t('moves.voidReason')}
        confirm={t('moves.voidConfirm')}
        danger
        onConfirm={(reason) => act.mutate({ move, reason })}
      >
        <Text size="sm">{t('moves.voidWhat')}</Text>
      </ReasonDialog>
    )
  return (
    <ConfirmDialog
      {...shared}
      title={t(`moves.${move}Title`)}
      confirm={t(`moves.${move}`)}
      onConfirm={() => act.mutate({ move, reason: '' })}
    >
      <Text>{t(`moves.${move}What`, values)}</Text>
    </ConfirmDialog>
  )
}
