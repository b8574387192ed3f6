import assert from 'node:assert/strict'
import type { Screen } from '../stage/screen.ts'
import { checks, letterOf } from './chapter-4-field.ts'
import type { Play } from './play.ts'
import { dueNow, visitOf } from './times.ts'

const COMPLAINT = 'Kulkas di toko mati sejak pagi, es krim mulai mencair. Mohon teknisi secepatnya.'

/** 7. A technician does not come: Cari Pengganti. The job takes longer: Tambah Hari. */
export async function emergencyAndMoreDays(play: Play): Promise<void> {
  await anotherTicket(play)
  await cahyoTakesItAndIsMissing(play)
  const dimas = await someoneElseTakesIt(play)
  await theLettersSaySo(play)
  await dimasNeedsAnotherDay(play, dimas)
  await csApproves(play, dimas)
}

async function anotherTicket(play: Play): Promise<void> {
  const { stage, regular, regularPhone } = play
  await stage.tells(`${regular.name} reports a broken refrigerator; CS makes a ticket for one technician`)
  await regularPhone.writes(COMPLAINT)
  await regularPhone.sees('Keluhan sudah kami terima')
  const cs = await stage.api('cs1')
  const { items } = await cs.get<{ items: { id: string; customerId: string; customerName: string }[] }>(
    '/complaints?status=OPEN',
  )
  const complaint = items.find((one) => one.customerName === regular.name)
  assert.ok(complaint, 'the complaint is in the list')
  play.second = await cs.post('/tickets', {
    customerId: complaint.customerId,
    complaintId: complaint.id,
    title: 'Kulkas toko mati',
    description: COMPLAINT,
    address: regular.address,
    technicianQuota: 1,
    priority: 'URGENT',
    ...visitOf(dueNow()),
  })
}

async function cahyoTakesItAndIsMissing(play: Play): Promise<void> {
  const { stage, cs, second } = play
  const phone = await stage.staff('ts3')
  await stage.tells('Cahyo takes the job with the button on Telegram, but does not come')
  await phone.sees(second.code)
  const { answer } = await phone.taps('Ambil Job', second.code)
  assert.match(answer, /Job ini milik Anda\. Kursi 1 dari 1/)
  await stage.goes(cs, `/tickets/${second.id}`)
  await cs.part('Teknisi').sees('Cahyo Nugroho')
  play.oldLetter = await letterOf(play, second.id, 'Cahyo Nugroho')
  await stage.tells('CS presses Cari Pengganti with the reason: the seat is free again, the job an emergency')
  await cs.part('Teknisi').presses('Cari Pengganti')
  const question = 'Cari pengganti untuk Cahyo Nugroho?'
  await cs.dialog(question).presses('Tidak datang')
  await cs.agrees(question, 'Cari Pengganti')
  await cs.sees('Darurat: sedang dicari pengganti')
  await phone.sees(`Anda digantikan di ${second.code}`)
}

async function someoneElseTakesIt({ stage, cs, second, regularPhone }: Play): Promise<Screen> {
  await stage.tells('The others get it as an emergency; Dimas takes it in the field app')
  for (const number of [1, 4, 8])
    await (await stage.staff(`ts${number}`)).sees(`DARURAT: perlu pengganti · ${second.code}`)
  const dimas = await stage.field('ts4')
  await dimas.entry(second.code).sees('Darurat')
  await dimas.entry(second.code).presses(/^Ambil Job/)
  await dimas.sees('Job ini milik Anda')
  await cs.part('Teknisi').sees('Dimas Prasetyo')
  await regularPhone.sees('Teknisi yang datang sekarang: Dimas Prasetyo')
  return dimas
}

async function theLettersSaySo(play: Play): Promise<void> {
  const { stage, second } = play
  await stage.tells("Cahyo's Surat Tugas is revoked, Dimas has one with a new number")
  const letter = await letterOf(play, second.id, 'Dimas Prasetyo')
  assert.notEqual(letter.number, play.oldLetter.number)
  const old = await checks(play, play.oldLetter)
  await old.sees('Dicabut')
  await stage.leaves(old)
  const current = await checks(play, letter)
  await current.sees('Berlaku')
  await stage.leaves(current)
}

async function dimasNeedsAnotherDay({ stage }: Play, dimas: Screen): Promise<void> {
  await stage.tells('Dimas checks in without a position and asks for another day: Tambah Hari')
  await dimas.presses('Buka job')
  await dimas.presses('Check-in')
  await dimas.dialog('Check-in').presses('Check-in tanpa posisi')
  await dimas.presses('Tambah Hari')
  const sheet = dimas.dialog('Tambah Hari')
  await sheet.writes('Alasan', 'Menunggu kompresor dari gudang')
  await sheet.writes('Sisa pekerjaan', 'Pasang kompresor, vakum, isi freon')
  await sheet.presses('Ajukan Tambah Hari')
  await dimas.sees('Menunggu keputusan')
}

async function csApproves({ stage, cs, second, regular, regularPhone }: Play, dimas: Screen): Promise<void> {
  await stage.tells(`CS approves; Dimas and ${regular.name} are told`)
  await stage.goes(cs, '/extensions')
  const request = cs.entry(second.code)
  await request.sees('Menunggu kompresor dari gudang')
  await request.presses('Setujui')
  await cs.agrees('Setujui Tambah Hari', 'Setujui')
  await dimas.sees('Disetujui')
  await (await stage.staff('ts4')).sees('Tambah Hari disetujui')
  await regularPhone.sees('Pekerjaan perlu waktu tambahan')
  await stage.leaves(dimas)
}
