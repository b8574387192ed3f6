import { join } from 'node:path'
import type { Stage } from '../stage.ts'
import { draw, type Pictures } from '../stage/pictures.ts'
import type { CustomerPhone, StaffPhone } from '../stage/phones.ts'
import type { Screen } from '../stage/screen.ts'

/** A customer as the story needs one. */
export type Customer = { name: string; phone: string; address: string }

/** What the chapters share: who plays, their screens, and the tickets that came up. */
export type Play = {
  stage: Stage
  /** unknown to the company until chapter 1 */
  newcomer: Customer
  /** added by CS by hand */
  regular: Customer
  newcomerPhone: CustomerPhone
  regularPhone: CustomerPhone
  sales: StaffPhone
  /** the page with the phones of the newcomer and of Sales */
  phones: Screen
  cs: Screen
  /** the two who got the first job, in the field app */
  andi: Screen
  budi: Screen
  /** the newcomer's browser with the living link */
  customerPage: Screen
  pictures: Pictures
  /** the Surat Tugas of the technician who was replaced */
  oldLetter: Letter
  /** the ticket of the newcomer, and later that of the regular customer */
  first: Ticket
  second: Ticket
}
/** A Surat Tugas as the office knows it. */
export type Letter = { number: string; verifyUrl: string; technician: { name: string } }
export type Ticket = { id: string; code: string; title: string }

/** One step of the story; each begins where the one before ended. */
export type Chapter = { title: string; play(play: Play): Promise<void> }

const NEWCOMERS: readonly Customer[] = [
  { name: 'Ratna Dewi', phone: '0812-3456-7802', address: 'Jl. Kenanga No. 5, Bekasi' },
  { name: 'Yusuf Hidayat', phone: '0813-8021-4477', address: 'Jl. Cempaka Raya No. 18, Bekasi' },
  { name: 'Lina Marlina', phone: '0857-1190-3325', address: 'Jl. Melati III No. 9, Bekasi' },
  { name: 'Tono Wijaya', phone: '0878-4402-6610', address: 'Jl. Anggrek No. 27, Bekasi' },
]
const REGULARS: readonly Customer[] = [
  { name: 'Budi Santoso', phone: '0812-3456-7801', address: 'Ruko Sentra Niaga Blok B2, Bekasi' },
  { name: 'Nadia Putri', phone: '0811-9034-5521', address: 'Jl. Pahlawan No. 41, Bekasi' },
  { name: 'Rudi Kurniawan', phone: '0852-7718-0093', address: 'Jl. Ahmad Yani No. 6, Bekasi' },
  { name: 'Siska Amelia', phone: '0819-6650-2214', address: 'Ruko Galaxy Blok C7, Bekasi' },
]

/** Chooses two customers whom the company does not know yet, so that the story can be played again and again. */
export async function cast(stage: Stage): Promise<Play> {
  const api = await stage.api('cs1')
  const known = async ({ phone }: Customer) =>
    (await api.get<{ items: unknown[] }>(`/customers?phone=${encodeURIComponent(phone)}`)).items.length > 0
  const unknown = async (candidates: readonly Customer[]) => {
    for (const one of candidates) if (!(await known(one))) return one
    throw new Error('Everybody in this story is a customer already; start again with empty data.')
  }
  const [newcomer, regular] = [await unknown(NEWCOMERS), await unknown(REGULARS)]
  const newcomerPhone = await stage.customer(newcomer.name, newcomer.phone)
  const regularPhone = await stage.customer(regular.name, regular.phone)
  const sales = await stage.staff('sales1')
  const technicians = Array.from({ length: 8 }, (_, index) => `ts${index + 1}`)
  for (const username of ['cs1', 'sales1', ...technicians]) await (await stage.staff(username)).readsAll()
  const phones = await stage.phones(newcomerPhone, sales, regularPhone, await stage.staff('ts1'))
  const nothing = { id: '', code: '', title: '' }
  const cs = await stage.office('cs1')
  return {
    stage,
    newcomer,
    regular,
    newcomerPhone,
    regularPhone,
    sales,
    phones,
    cs,
    // until they come on, nobody looks at these
    andi: cs,
    budi: cs,
    customerPage: cs,
    oldLetter: { number: '', verifyUrl: '', technician: { name: '' } },
    pictures: await draw(join(stage.product.folder, 'pictures')),
    first: nothing,
    second: nothing,
  }
}

/** Somebody types into a chat on the page with the phones and sends it. */
export async function types(phones: Screen, name: string, text: string): Promise<void> {
  const phone = phones.part(`Ponsel ${name}`)
  await phone.writes(`Ketik pesan: ${name}`, text)
  await phone.presses('Kirim')
}
