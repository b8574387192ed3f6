import type { Staff } from '../../platform/actor.ts'
import type { Answered } from '../http.ts'
import { formOf } from '../http.ts'
import { newClientId } from '../jobs.ts'
import type { World } from './world.ts'

type Json = Record<string, never>
type Act = (world: World, who: Staff, ticketId: string, pick: number) => Promise<Answered | null>

const post =
  (path: string, body?: (pick: number) => object): Act =>
  ({ call }, who, ticketId, pick) =>
    call(who, 'POST', `/api/v1/tickets/${ticketId}/${path}`, body?.(pick) ?? {})
const because = () => ({ reason: 'Alasan yang masuk akal' })

/** How each move of the ticket's lifecycle is made over HTTP, with input that has nothing wrong with it. */
export const TICKET_ACTS: Readonly<Record<string, Act>> = {
  changeDetails: ({ call }, who, ticketId, pick) =>
    call(who, 'PATCH', `/api/v1/tickets/${ticketId}`, {
      title: `Servis ${newClientId()}`,
      technicianQuota: 1 + (pick % 3),
    }),
  claimJob: post('claim'),
  releaseJob: ({ call }, who, ticketId) =>
    call(who, 'DELETE', `/api/v1/tickets/${ticketId}/claim`, because()),
  requestReplacement: async (world, who, ticketId, pick) => {
    const live = await liveSeats(world, ticketId)
    const seat = live[pick % Math.max(1, live.length)]
    const body = { assignmentId: seat?.id ?? ticketId, ...because() }
    return await world.call(who, 'POST', `/api/v1/tickets/${ticketId}/replacements`, body)
  },
  checkIn: post('check-in', () => ({ clientId: newClientId() })),
  checkOut: post('check-out', () => ({ clientId: newClientId() })),
  handOver: ({ call }, who, ticketId) =>
    call(
      who,
      'POST',
      `/api/v1/tickets/${ticketId}/bast`,
      formOf({ clientId: newClientId(), workDone: 'Cuci AC', noSignatureReason: 'Pemilik keluar rumah' }),
    ),
  requestExtension: post('extensions', (pick) => ({
    days: 1 + (pick % 3),
    reason: 'Menunggu suku cadang',
    remainingWork: 'Pasang kompresor',
  })),
  decideExtension: async (world, who, ticketId, pick) => {
    const open = await world.db
      .selectFrom('extensions')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('status', '=', 'PENDING')
      .executeTakeFirst()
    const [verb, body] = pick % 2 ? (['reject', because()] as const) : (['approve', {}] as const)
    return await world.call(who, 'POST', `/api/v1/extensions/${open?.id ?? ticketId}/${verb}`, body)
  },
  markDone: post('done'),
  reopen: post('reopen', because),
  draftInvoice: post('invoice', () => ({ lines: [line] })),
  close: post('close'),
  cancel: post('cancel', because),
}
const line = { description: 'Jasa servis', kind: 'SERVICE', quantity: 1, unit: 'kali', unitPrice: 350_000 }

const ofInvoice =
  (path: string, body: object = {}): Act =>
  async ({ call, db }, who, ticketId) => {
    const invoice = await db
      .selectFrom('invoices')
      .select('id')
      .where('ticketId', '=', ticketId)
      .where('state', '<>', 'VOID')
      .executeTakeFirst()
    return invoice ? await call(who, 'POST', `/api/v1/invoices/${invoice.id}/${path}`, body) : null
  }

/** The same for the moves of its invoice. */
export const INVOICE_ACTS: Readonly<Record<string, Act>> = {
  submit: ofInvoice('submit'),
  approve: ofInvoice('approve'),
  requestRevision: ofInvoice('request-revision', because()),
  send: ofInvoice('send'),
  recordPayment: async (world, who, ticketId, pick) =>
    await ofInvoice('payments', {
      amount: pick % 2 ? 100_000 : 500_000,
      paidOn: new Date().toISOString().slice(0, 10),
      bank: 'BCA',
      senderName: 'Budi',
    })(world, who, ticketId, pick),
  void: ofInvoice('void', because()),
}

export async function liveSeats({ db }: World, ticketId: string): Promise<{ id: string; seat: number }[]> {
  return await db
    .selectFrom('assignments')
    .select(['id', 'seat'])
    .where('ticketId', '=', ticketId)
    .where('endedAt', 'is', null)
    .orderBy('seat')
    .execute()
}

/** The buttons that a screen of this person would show. */
export async function offered(
  { call }: World,
  who: Staff,
  ticketId: string,
): Promise<{ ticket: string[]; invoice: string[] }> {
  const ticket = await call(who, 'GET', `/api/v1/tickets/${ticketId}`)
  const invoice = await call(who, 'GET', `/api/v1/tickets/${ticketId}/invoice`)
  const moves = (answer: Answered) =>
    answer.status === 200
      ? (((answer.json() as Json | null)?.['allowedMoves'] as string[] | undefined) ?? [])
      : []
  return { ticket: moves(ticket), invoice: moves(invoice) }
}
