import { readFileSync } from 'node:fs'
import type { Play } from './play.ts'

/** 8. The refrigerator works again; this time Sales decides on the web, and Telegram follows. */
export async function salesDecidesOnTheWeb(play: Play): Promise<void> {
  await theWorkIsDone(play)
  const { stage, sales, second, cs } = play
  await stage.tells('Sales opens the queue in the office and asks for a change there')
  const screen = await stage.office('sales1')
  await stage.goes(screen, '/approvals')
  await screen.presses(new RegExp(`^Periksa invoice ${second.code}`))
  await screen.presses('Minta Revisi')
  await screen
    .dialog('Minta Revisi')
    .writes('Apa yang perlu diperbaiki?', 'Ongkos kirim kompresor belum masuk')
  await screen.agrees('Minta Revisi', 'Minta Revisi')
  await sales.sees('Diminta revisi')
  await stage.tells('CS adds what was missing, Sales approves on the web; the card on Telegram says so')
  await stage.goes(cs, `/tickets/${second.id}`)
  await cs.presses('Ubah')
  const editor = cs.dialog('Ubah invoice')
  await editor.presses('Tambah jasa')
  const fields = editor.entry('Baris 2')
  await fields.writes('Uraian', 'Ongkos kirim kompresor')
  await fields.writes('Jumlah', '1')
  await fields.writes('Satuan', 'kali')
  await fields.writes('Harga satuan', '75000')
  await editor.presses('Simpan dan ajukan')
  await screen.sees('Yang berubah sejak pengajuan sebelumnya')
  await screen.presses('Approve')
  await screen.agrees('Approve harga ini?', 'Approve')
  await screen.sees('Disetujui Sari Wulandari')
  await sales.sees('Disetujui oleh Sari Wulandari')
  await stage.leaves(screen)
}

/** The screens of the visit have been seen in chapter 4; here the calls behind them do. */
async function theWorkIsDone({ stage, second, pictures }: Play): Promise<void> {
  await stage.tells('Dimas finishes; CS submits the invoice')
  const [dimas, cs] = [await stage.api('ts4'), await stage.api('cs1')]
  const paper = new FormData()
  paper.set('clientId', `bast-${second.id}`)
  paper.set('workDone', 'Ganti kompresor, vakum, isi freon, tes 24 jam.')
  paper.set('signerName', 'Pemilik toko')
  paper.set('photo', new Blob([readFileSync(pictures.after)], { type: 'image/jpeg' }), 'bast.jpg')
  await dimas.post(`/tickets/${second.id}/bast`, paper)
  await dimas.post(`/tickets/${second.id}/done`)
  const line = { description: 'Ganti kompresor kulkas', kind: 'SERVICE', quantity: 1, unit: 'unit' }
  const invoice = await cs.post<{ id: string }>(`/tickets/${second.id}/invoice`, {
    lines: [{ ...line, unitPrice: 1_250_000 }],
  })
  await cs.post(`/invoices/${invoice.id}/submit`)
}
