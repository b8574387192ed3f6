import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Screen } from '../stage/screen.ts'
import type { Letter, Play, Ticket } from './play.ts'

/** 4. Surat Tugas, Check-in that CS sees happen, photos, BAST with a signature, Check-out, Selesai. */
export async function theVisit(play: Play): Promise<void> {
  await theLetter(play)
  const board = await theyArrive(play)
  await theWork(play)
  await theyLeave(play, board)
}

async function theLetter(play: Play): Promise<void> {
  const { stage, andi, first } = play
  await stage.tells('Andi downloads his Surat Tugas')
  await andi.presses('Buka job')
  await andi.sees('Langkah berikutnya')
  const [download] = await Promise.all([
    andi.page.waitForEvent('download'),
    andi.presses('Unduh Surat Tugas'),
  ])
  const pdf = readFileSync(await download.path())
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-')
  assert.match(download.suggestedFilename(), /^Surat-Tugas.*\.pdf$/)
  const letter = await letterOf(play, first.id, 'Andi Saputra')
  assert.match(letter.number, /^\d{3,}\/ST\/GSS\/[IVX]+\/\d{4}$/)
  await andi.sees(letter.number)
  await stage.tells('Whoever scans its QR code reads that it is genuine')
  const page = await checks(play, letter)
  await page.sees('Berlaku')
  await page.sees(letter.number)
  await page.sees('Andi Saputra')
  assert.ok(!(await page.page.content()).includes(play.newcomer.name), 'the check page names no customer')
  await stage.leaves(page)
}

/** A technician's Surat Tugas of a ticket, as the office knows it. */
export async function letterOf({ stage }: Play, ticketId: string, technician: string): Promise<Letter> {
  const { letters } = await (
    await stage.api('cs1')
  ).get<{ letters: Letter[] }>(`/tickets/${ticketId}/field-work`)
  const letter = letters.find((one) => one.technician.name === technician)
  assert.ok(letter, `${technician} has a Surat Tugas`)
  return letter
}

/** A stranger opens the page behind the QR code. */
export async function checks({ stage }: Play, letter: Letter): Promise<Screen> {
  const page = await stage.window('document check')
  await stage.goes(page, new URL(letter.verifyUrl).pathname)
  return page
}

/** Somebody's row for this ticket on the attendance board. */
const on = (board: Screen, name: string, ticket: Ticket) => board.entry(new RegExp(`${name}.*${ticket.code}`))

async function theyArrive({ stage, cs, andi, budi, first }: Play): Promise<Screen> {
  const board = await stage.another(cs, 'attendance board')
  await stage.goes(board, '/attendance')
  await on(board, 'Andi Saputra', first).sees('Jadwal')
  let loads = 0
  board.page.on('load', () => loads++)
  await stage.tells('Andi checks in at the door; the board of CS changes by itself')
  await andi.presses('Check-in')
  await andi.dialog('Check-in').presses('Check-in dengan posisi')
  await on(board, 'Andi Saputra', first).sees(/Check-in \d\d\.\d\d WIB/)
  await on(board, 'Andi Saputra', first).sees('Di lokasi')
  await stage.goes(budi, '/field/jobs')
  await budi.presses(/AC di ruang tamu/)
  await budi.presses('Check-in')
  await budi.dialog('Check-in').presses('Check-in dengan posisi')
  await on(board, 'Budi Hartono', first).sees('Di lokasi')
  assert.equal(loads, 0, 'the board was not loaded again')
  return board
}

async function theWork({ stage, andi, pictures, newcomer }: Play): Promise<void> {
  await stage.tells('Andi takes photos before and after')
  await andi.attaches('Ambil Foto Sebelum', pictures.before)
  await andi.page
    .getByAltText(/^Foto Sebelum/)
    .first()
    .waitFor()
  await andi.attaches('Ambil Foto Sesudah', pictures.after)
  await andi.page
    .getByAltText(/^Foto Sesudah/)
    .first()
    .waitFor()
  await stage.tells('He writes the BAST and the customer signs with the finger')
  await andi.presses('Isi BAST')
  await andi.writes(
    'Pekerjaan yang dilakukan',
    'Cuci AC 1 PK, ganti kapasitor, perbaiki saluran air, tes dingin 18 derajat.',
  )
  await andi.writes('Nama penerima', newcomer.name)
  await andi.page.getByRole('checkbox', { name: /Saya sudah membaca/ }).check()
  await andi.signs('Kotak tanda tangan, masih kosong')
  await andi.page.getByLabel('Kotak tanda tangan, sudah ditandatangani').waitFor()
  await andi.presses('Simpan BAST')
  await andi.sees(/\/BAST\/GSS\//)
}

async function theyLeave(
  { stage, andi, budi, cs, first, newcomerPhone }: Play,
  board: Screen,
): Promise<void> {
  await stage.tells('Budi checks out, Andi presses Selesai; CS and the customer hear of it')
  await budi.presses('Check-out')
  await budi.dialog('Check-out').presses('Check-out dengan posisi')
  await on(board, 'Budi Hartono', first).sees(/Check-out \d\d\.\d\d WIB/)
  await andi.presses('Selesai')
  await andi.dialog('Selesai').presses('Ya, Selesai')
  await andi.sees('Semua langkah sudah selesai. Terima kasih!')
  await on(board, 'Andi Saputra', first).sees(/Check-out \d\d\.\d\d WIB/)
  await newcomerPhone.sees('sudah selesai. Terima kasih sudah menunggu')
  await (await stage.staff('cs1')).sees('selesai dikerjakan oleh')
  await board.page.close()
  await cs.sees('Buat Draft Invoice')
  assert.equal(new URL(cs.page.url()).pathname, `/tickets/${first.id}`)
}
