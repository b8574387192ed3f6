import { Badge, type BadgeProps } from '@mantine/core'
import { IconFlame } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type {
  BoardRow,
  Complaint,
  Extension,
  Grade,
  InvoiceState,
  Payment,
  Priority,
  Role,
  TicketState,
} from '../../shared/api/shapes.ts'

type Tone = { color: string; variant: NonNullable<BadgeProps['variant']> }
type PersonStatus = 'ACTIVE' | 'INACTIVE'
type TelegramState = 'LINKED' | 'BLOCKED' | 'NOT_LINKED'

const waits: Tone = { color: 'amber', variant: 'light' }
const runs: Tone = { color: 'brand', variant: 'filled' }
const ready: Tone = { color: 'brand', variant: 'light' }
const good: Tone = { color: 'green', variant: 'light' }
const settled: Tone = { color: 'green', variant: 'filled' }
const informs: Tone = { color: 'blue', variant: 'light' }
const wrong: Tone = { color: 'red', variant: 'light' }
const quiet: Tone = { color: 'gray', variant: 'light' }

const ticketTones: Record<TicketState, Tone> = {
  OPEN: waits,
  ASSIGNED: informs,
  IN_PROGRESS: runs,
  DONE: good,
  CLOSED: settled,
  CANCELLED: quiet,
}
const invoiceTones: Record<InvoiceState, Tone> = {
  DRAFT: quiet,
  PENDING_APPROVAL: waits,
  REVISION_REQUESTED: wrong,
  APPROVED: ready,
  SENT: informs,
  PARTIALLY_PAID: waits,
  PAID: settled,
  VOID: quiet,
}
const priorityTones: Record<Priority, Tone> = { LOW: quiet, NORMAL: quiet, HIGH: waits, URGENT: wrong }
/** Colour is kept for what needs attention; a role does not. */
const roleTones: Record<Role, Tone> = {
  admin: ready,
  cs: quiet,
  technician: quiet,
  sales: quiet,
  manager: quiet,
}
const gradeTones: Record<Grade, Tone> = {
  ON_SITE: good,
  LIKELY: informs,
  OFF_SITE: wrong,
  NO_LOCATION: waits,
}
const attendanceTones: Record<BoardRow['status'], Tone> = {
  EXPECTED: quiet,
  MISSING: wrong,
  WORKING: runs,
  LEFT: good,
}
const extensionTones: Record<Extension['status'], Tone> = { PENDING: waits, APPROVED: good, REJECTED: quiet }
const complaintTones: Record<Complaint['status'], Tone> = { OPEN: waits, TICKETED: good, DISMISSED: quiet }
const paymentTones: Record<Payment['status'], Tone> = { SUBMITTED: waits, CONFIRMED: good, REJECTED: wrong }
const personTones: Record<PersonStatus, Tone> = { ACTIVE: good, INACTIVE: quiet }
const telegramTones: Record<TelegramState, Tone> = { LINKED: good, BLOCKED: wrong, NOT_LINKED: waits }

const LETTERS: Record<string, string> = { sm: '0.73rem', md: '0.78rem', lg: '0.86rem' }

/** A word with a colour; the word alone says everything, so the colour is never needed. */
function ToneBadge({ tone, label, size = 'md' }: { tone: Tone; label: string; size?: BadgeProps['size'] }) {
  const text = tone.variant === 'light' ? { c: `${tone.color}.${tone.color === 'gray' ? 7 : 8}` } : {}
  return (
    <Badge
      color={tone.color}
      variant={tone.variant}
      size={size}
      fz={LETTERS[String(size)]}
      {...text}
      style={{ flexShrink: 0 }}
    >
      {label}
    </Badge>
  )
}

type Sized = { size?: BadgeProps['size'] }
export function StateBadge({ state, ...rest }: { state: TicketState } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={ticketTones[state]} label={t(`state.${state}`)} {...rest} />
}
export function InvoiceStateBadge({ state, ...rest }: { state: InvoiceState } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={invoiceTones[state]} label={t(`invoiceState.${state}`)} {...rest} />
}
/** Only what is out of the ordinary is worth a badge: a normal priority shows nothing. */
export function PriorityBadge({ priority, ...rest }: { priority: Priority } & Sized) {
  const { t } = useTranslation('labels')
  if (priority === 'NORMAL') return null
  return <ToneBadge tone={priorityTones[priority]} label={t(`priority.${priority}`)} {...rest} />
}
export function EmergencyBadge({ size = 'md' }: Sized) {
  const { t } = useTranslation('labels')
  return (
    <Badge
      color="red"
      variant="filled"
      size={size}
      fz={LETTERS[String(size)]}
      leftSection={<IconFlame size={13} aria-hidden />}
      style={{ flexShrink: 0 }}
    >
      {t('emergency')}
    </Badge>
  )
}
export function RoleBadge({ role, ...rest }: { role: Role } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={roleTones[role]} label={t(`role.${role}`)} {...rest} />
}
export function GradeBadge({ grade, ...rest }: { grade: Grade } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={gradeTones[grade]} label={t(`grade.${grade}`)} {...rest} />
}
export function AttendanceBadge({ status, ...rest }: { status: BoardRow['status'] } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={attendanceTones[status]} label={t(`attendance.${status}`)} {...rest} />
}
export function ExtensionBadge({ status, ...rest }: { status: Extension['status'] } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={extensionTones[status]} label={t(`extensionStatus.${status}`)} {...rest} />
}
export function ComplaintBadge({ status, ...rest }: { status: Complaint['status'] } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={complaintTones[status]} label={t(`complaintStatus.${status}`)} {...rest} />
}
export function PaymentBadge({ status, ...rest }: { status: Payment['status'] } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={paymentTones[status]} label={t(`paymentStatus.${status}`)} {...rest} />
}
export function PersonStatusBadge({ status, ...rest }: { status: PersonStatus } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={personTones[status]} label={t(`personStatus.${status}`)} {...rest} />
}
export function TelegramBadge({ state, ...rest }: { state: TelegramState } & Sized) {
  const { t } = useTranslation('labels')
  return <ToneBadge tone={telegramTones[state]} label={t(`telegram.${state}`)} {...rest} />
}
