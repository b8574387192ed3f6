import type { Screen } from '../stage/screen.ts'
import { type Play, types } from './play.ts'

/** 5. CS drafts the invoice; Sales asks for a change on Telegram, CS makes it, Sales approves there. */
export async function salesApprovesThePrice(play: Play): Promise<void> {
  await csDrafts(play)
  await salesWantsAChange(play)
  await csChanges(play)
  await salesApproves(play)
}

async function csDrafts({ stage, cs, first }: Play): Promise<void> {
  await stage.tells('CS drafts the invoice on the page of the finished ticket; the totals count along')
  await cs.presses('Buat Draft Invoice')
  const editor = cs.dialog('Draft Invoice baru')
  await line(editor, 1, 'Jasa perbaikan AC split 1 PK', '1', 'unit', '350000')
  await editor.presses('Tambah suku cadang')
  await line(editor, 2, 'Kapasitor 35 uF', '2', 'pcs', '125000')
  await editor.writes('Diskon invoice', '100000')
  await editor.writes('Catatan di invoice', 'Garansi servis 30 hari')
  await editor.sees('Terbilang')
  await editor.sees('lima ratus lima puluh lima ribu rupiah')
  await editor.presses('Simpan dan ajukan')
  await cs.sees('Menunggu Persetujuan')
  await (await stage.staff('sales1')).sees(first.code)
}

/** One line of the editor. */
async function line(
  editor: Screen,
  position: number,
  ...[what, quantity, unit, price]: string[]
): Promise<void> {
  const fields = editor.entry(`Baris ${position}`)
  await fields.writes('Uraian', what ?? '')
  await fields.writes('Jumlah', quantity ?? '')
  await fields.writes('Satuan', unit ?? '')
  await fields.writes('Harga satuan', price ?? '')
}

async function salesWantsAChange({ stage, cs, phones, sales, first }: Play): Promise<void> {
  const phone = phones.part(`Ponsel ${sales.name}`)
  await stage.tells('Sales reads the draft with its amounts on Telegram and finds the discount too high')
  await phone.sees('Draft Invoice Menunggu Approval')
  await phone.sees(/Total: Rp ?555\.000/)
  await phone.presses('Minta Revisi')
  await phone.sees(`Apa yang perlu direvisi pada invoice ${first.code}?`)
  await types(phones, sales.name, 'Diskon paling banyak Rp50.000 untuk pelanggan baru')
  await phone.sees('Permintaan revisi sudah diteruskan ke CS.')
  await cs.sees('Sales meminta revisi')
  await cs.sees('Diskon paling banyak Rp50.000 untuk pelanggan baru')
}

async function csChanges({ stage, cs }: Play): Promise<void> {
  await stage.tells('CS lowers the discount and submits again')
  await cs.presses('Ubah')
  const editor = cs.dialog('Ubah invoice')
  await editor.writes('Diskon invoice', '50000')
  await editor.sees('enam ratus sepuluh ribu lima ratus rupiah')
  await editor.presses('Simpan dan ajukan')
  await cs.sees('Menunggu Persetujuan')
}

async function salesApproves({ stage, cs, phones, sales }: Play): Promise<void> {
  const phone = phones.part(`Ponsel ${sales.name}`)
  await stage.tells('Sales sees what has changed and presses Approve')
  await phone.sees('Yang berubah sejak terakhir dilihat:')
  await phone.sees(/Total: Rp ?610\.500/)
  await phone.presses('Approve')
  await phone.sees('Disetujui')
  await cs.named('Kirim ke pelanggan').waitFor()
}
