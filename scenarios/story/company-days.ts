import type { Caller } from '../stage/api.ts'
import type { CustomerPhone } from '../stage/phones.ts'
import type { Stage } from '../stage.ts'
import { clientOf, CLIENTS } from './company-clients.ts'

const COMMENTS = [
  'Teknisinya sopan dan jelas menerangkan.',
  'Cepat datang, hasil rapi.',
  'Sudah bagus, cuma agak telat sedikit.',
  'Terima kasih, langsung dingin lagi.',
  '',
] as const
const HOUR = 3_600_000

type Opened = { id: string; code: string; customerLink: string }
type Days = { stage: Stage; cs: Caller; phones: CustomerPhone[]; customers: Map<string, string> }

/** Customers who wrote, jobs in every state, and ratings; answers a job that ts5 is working on. */
export async function fillTheDays(stage: Stage): Promise<{ workingOn: string }> {
  const days: Days = { stage, cs: await stage.api('cs1'), phones: [], customers: new Map() }
  await customersRegister(days)
  for (let number = 0; number < 30; number++) await finishedJob(days, number)
  await waitingForMoney(days)
  const workingOn = await today(days)
  await openComplaints(days)
  return { workingOn }
}

async function customersRegister(days: Days): Promise<void> {
  for (const client of CLIENTS) {
    const phone = await days.stage.customer(client.name, client.phone)
    await phone.writes(`DAFTAR#${client.name}#${client.address}#${client.company}`)
    await phone.sees('Data tercatat')
    days.phones.push(phone)
  }
  const { items } = await days.cs.get<{ items: { id: string; name: string }[] }>('/customers?limit=100')
  for (const { id, name } of items) days.customers.set(name, id)
}

type Plan = {
  number: number
  startsIn: number
  hours: number
  quota: number
  priority?: string
  title?: string
}

async function open(days: Days, { number, startsIn, hours, quota, priority, title }: Plan): Promise<Opened> {
  const { name, job, address, at } = clientOf(number)
  const start = Math.round((Date.now() + startsIn * HOUR) / (HOUR / 2)) * (HOUR / 2)
  const { id } = await days.cs.post<Opened>('/tickets', {
    customerId: days.customers.get(name),
    title: title ?? job.title,
    description: job.complaint,
    address,
    location: { lat: at[0], lng: at[1] },
    technicianQuota: quota,
    priority: priority ?? 'NORMAL',
    scheduledStart: new Date(start).toISOString(),
    scheduledEnd: new Date(start + hours * HOUR).toISOString(),
  })
  return await days.cs.get<Opened>(`/tickets/${id}`)
}

/** Somebody takes the job, is there, hands over and presses Selesai. */
async function workOn(days: Days, ticket: Opened, number: number, who: string): Promise<void> {
  const technician = await days.stage.api(who)
  await technician.post(`/tickets/${ticket.id}/claim`)
  await arrive(days, ticket, number, who)
  const paper = new FormData()
  paper.set('clientId', `bast-${ticket.id}`)
  paper.set('workDone', 'Diperiksa, diperbaiki, dan dites bersama pelanggan.')
  paper.set('noSignatureReason', 'Penerima sedang rapat, diwakili lewat telepon')
  await technician.post(`/tickets/${ticket.id}/bast`, paper)
  await technician.post(`/tickets/${ticket.id}/done`)
}

async function arrive(days: Days, ticket: Opened, number: number, who: string): Promise<void> {
  const [lat, lng] = clientOf(number).at
  const at = new Date().toISOString()
  await (
    await days.stage.api(who)
  ).post(`/tickets/${ticket.id}/check-in`, {
    clientId: `ci-${who}-${ticket.id}`,
    at,
    location: { lat: lat + 0.0003, lng, accuracy: 14, at },
  })
}

async function bill(
  days: Days,
  ticket: Opened,
  number: number,
): Promise<{ id: string; total: number; revision: number }> {
  const lines = clientOf(number).job.lines.map(([description, quantity, unit, unitPrice]) => ({
    description,
    kind: unit === 'pcs' ? 'MATERIAL' : 'SERVICE',
    quantity,
    unit,
    unitPrice,
  }))
  const discount = number % 3 === 0 ? 50_000 : 0
  const invoice = await days.cs.post<{ id: string; total: number; revision: number }>(
    `/tickets/${ticket.id}/invoice`,
    { lines, discount },
  )
  await days.cs.post(`/invoices/${invoice.id}/submit`)
  return invoice
}

async function approveAndSend(days: Days, invoice: { id: string; revision: number }): Promise<void> {
  const sales = await days.stage.api('sales1')
  await sales.post(`/invoices/${invoice.id}/approve`, { revision: invoice.revision })
  await days.cs.post(`/invoices/${invoice.id}/send`)
}

/** From the call to the rating. Better technicians have the lower numbers. */
async function finishedJob(days: Days, number: number): Promise<void> {
  const who = `ts${(number % 5) + 1}`
  const ticket = await open(days, { number, startsIn: 0, hours: 3, quota: 1 })
  await workOn(days, ticket, number, who)
  const invoice = await bill(days, ticket, number)
  await approveAndSend(days, invoice)
  const paidOn = new Date().toISOString().slice(0, 10)
  await days.cs.post(`/invoices/${invoice.id}/payments`, { amount: invoice.total, paidOn, bank: 'BCA' })
  const technicianScore = number % 5 < 2 ? 5 : number % 7 === 0 ? 3 : number % 2 === 0 ? 5 : 4
  const form = {
    technicianScore,
    csScore: number % 4 === 0 ? 4 : 5,
    comment: COMMENTS[number % COMMENTS.length] ?? '',
  }
  await fetch(`${new URL(ticket.customerLink).href}/rating`, {
    method: 'POST',
    body: new URLSearchParams(Object.entries(form).map(([key, value]) => [key, String(value)])),
  })
  await days.cs.post(`/tickets/${ticket.id}/close`)
}

/** Invoices that wait: for Sales, for CS to change or to send, for the customer. */
async function waitingForMoney(days: Days): Promise<void> {
  const sales = await days.stage.api('sales1')
  for (const [index, state] of ['PENDING', 'CHANGED', 'REVISION', 'APPROVED', 'SENT', 'SENT'].entries()) {
    const number = index + 2
    const ticket = await open(days, { number, startsIn: 0, hours: 3, quota: 1 })
    await workOn(days, ticket, number, `ts${(index % 3) + 6}`)
    const invoice = await bill(days, ticket, number)
    // Sales has wanted something changed, and CS has changed it: what is different is on the screen
    if (state === 'CHANGED') {
      await sales.post(`/invoices/${invoice.id}/request-revision`, {
        reason: 'Pelanggan lama, diskon boleh sampai Rp100.000',
      })
      await days.cs.call('PATCH', `/invoices/${invoice.id}`, { discount: 100_000 })
      await days.cs.post(`/invoices/${invoice.id}/submit`)
    }
    if (state === 'REVISION')
      await sales.post(`/invoices/${invoice.id}/request-revision`, {
        reason: 'Harga panel belum termasuk ongkos kirim',
      })
    if (state === 'APPROVED')
      await sales.post(`/invoices/${invoice.id}/approve`, { revision: invoice.revision })
    if (state === 'SENT') await approveAndSend(days, invoice)
  }
}

/** Who is at work today, who should be, and what nobody has taken yet. */
async function today(days: Days): Promise<string> {
  const late = await open(days, { number: 1, startsIn: -1, hours: 4, quota: 1, priority: 'HIGH' })
  await (await days.stage.api('ts6')).post(`/tickets/${late.id}/claim`)
  const working = await open(days, { number: 3, startsIn: 0, hours: 4, quota: 2 })
  for (const who of ['ts5', 'ts7']) await (await days.stage.api(who)).post(`/tickets/${working.id}/claim`)
  for (const who of ['ts5', 'ts7']) await arrive(days, working, 3, who)
  const longer = await open(days, { number: 4, startsIn: 0, hours: 4, quota: 1 })
  await (await days.stage.api('ts8')).post(`/tickets/${longer.id}/claim`)
  await arrive(days, longer, 4, 'ts8')
  await (
    await days.stage.api('ts8')
  ).post(`/tickets/${longer.id}/extensions`, {
    days: 1,
    reason: 'Menunggu aki dari pemasok',
    remainingWork: 'Pasang aki, uji beban',
  })
  await open(days, { number: 0, startsIn: 20, hours: 3, quota: 2, title: 'Perawatan AC 12 kamar' })
  await open(days, { number: 2, startsIn: 3, hours: 2, quota: 1, priority: 'URGENT' })
  return working.id
}

async function openComplaints(days: Days): Promise<void> {
  for (const [index, phone] of days.phones.entries()) {
    if (index > 2) break
    await phone.writes(clientOf(index).job.complaint)
    await phone.sees('Keluhan sudah kami terima')
  }
}
