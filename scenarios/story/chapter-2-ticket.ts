import { type Play, types } from './play.ts'
import { dueNow } from './times.ts'

const COMPLAINT = 'AC di ruang tamu tidak dingin dan bocor airnya. Sudah dua hari begini, tolong dicek ya.'
/** Where the newcomer lives; the technicians will stand near it. */
export const SITE = { latitude: -6.2383, longitude: 106.9756 }

/** 2. The customer complains in the chat; CS sees it come in and makes a ticket for two technicians of it. */
export async function complaintBecomesTicket(play: Play): Promise<void> {
  await theCustomerComplains(play)
  await csMakesATicket(play)
}

async function theCustomerComplains({ stage, cs, phones, newcomer }: Play): Promise<void> {
  await stage.goes(cs, '/inbox')
  await cs.sees(newcomer.name)
  await stage.tells(`${newcomer.name} describes the trouble in the same chat`)
  await types(phones, newcomer.name, COMPLAINT)
  await phones.part(`Ponsel ${newcomer.name}`).sees('Keluhan sudah kami terima')
  await stage.tells('CS sees the complaint come in')
  await cs.sees('Ada keluhan')
  await cs.presses(new RegExp(newcomer.name))
  await cs.part(`Chat dengan ${newcomer.name}`).sees(COMPLAINT)
}

async function csMakesATicket(play: Play): Promise<void> {
  const { stage, cs, newcomer } = play
  await stage.tells('CS presses "Buat tiket": everything known is filled in; two technicians, due now')
  await cs.part(`Chat dengan ${newcomer.name}`).presses('Buat tiket')
  await cs.reads('Judul', 'AC di ruang tamu tidak dingin dan bocor airnya')
  await cs.reads('Uraian pekerjaan', COMPLAINT)
  await cs.reads('Alamat kunjungan', newcomer.address)
  await cs.writes('Kuota Teknisi', '2')
  await cs.writes('Titik lokasi di peta (opsional)', `${SITE.latitude}, ${SITE.longitude}`)
  const visit = dueNow()
  if (visit.endDate !== visit.date) await cs.ticks('Lebih dari satu hari')
  await cs.writes('Tanggal', visit.date)
  if (visit.endDate !== visit.date) await cs.writes('Hari terakhir', visit.endDate)
  await cs.writes('Mulai (WIB)', visit.start)
  await cs.writes('Selesai (WIB)', visit.end)
  await cs.presses('Buat dan siarkan')
  await cs.sees('Kursi 1 kosong')
  play.first = await ticketOn(play)
}

/** The ticket whose page CS has open. */
export async function ticketOn({ stage, cs }: Play) {
  const id = new URL(cs.page.url()).pathname.split('/').at(-1) ?? ''
  const { code, title } = await (
    await stage.api('cs1')
  ).get<{ code: string; title: string }>(`/tickets/${id}`)
  return { id, code, title }
}
