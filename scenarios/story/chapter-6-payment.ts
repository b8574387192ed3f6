import assert from 'node:assert/strict'
import type { Play } from './play.ts'

const HAND = { width: 390, height: 844 }

/** 6. The invoice goes out, is paid and confirmed, the visit is rated, the ticket closed; Monev shows the means. */
export async function paidRatedClosed(play: Play): Promise<void> {
  await csSends(play)
  await theCustomerPays(play)
  await csConfirms(play)
  await theCustomerRates(play)
  await csCloses(play)
  await managementLooks(play)
}

async function csSends({ stage, cs, newcomerPhone }: Play): Promise<void> {
  await stage.tells('CS sends the invoice: it gets its number, the customer the PDF and the link on WhatsApp')
  await cs.presses('Kirim ke pelanggan')
  await cs.agrees('Kirim invoice ke pelanggan?', 'Kirim ke pelanggan')
  await cs.sees(/\d{3,}\/INV\/GSS\/[IVX]+\/\d{4}/)
  const message = await newcomerPhone.sees('ini invoice untuk')
  assert.match(message.text, /Total: \*Rp ?610\.500\*/)
  assert.equal((await newcomerPhone.opens(message)).subarray(0, 5).toString(), '%PDF-')
}

async function theCustomerPays(play: Play): Promise<void> {
  const { stage, newcomerPhone, pictures } = play
  await stage.tells('The customer opens the link and uploads a photo of the transfer')
  play.customerPage = await stage.window('living link', { size: HAND })
  const page = play.customerPage
  await stage.goes(page, await newcomerPhone.link())
  await page.sees('Menunggu pembayaran')
  await page.attaches('Foto atau PDF bukti transfer', pictures.transfer)
  await page.writes('Bank asal', 'BCA')
  await page.presses('Kirim bukti bayar')
  await page.sees('Bukti bayar sudah kami terima')
}

async function csConfirms({ stage, cs, newcomerPhone, customerPage }: Play): Promise<void> {
  await stage.tells('CS sees the proof come in, compares it with the account and confirms: Paid')
  await cs.sees('1 bukti bayar perlu dicek')
  await cs.presses('Buka invoice')
  await cs.presses(/^Terima bukti bayar/)
  const form = cs.dialog('Terima pembayaran')
  await form.reads('Jumlah diterima', /610[.]500/)
  await form.sees('Invoice menjadi Paid.')
  await cs.agrees('Terima pembayaran', 'Catat pembayaran')
  await cs.sees('Invoice lunas')
  await newcomerPhone.sees('*lunas*')
  await customerPage.page.reload()
  await customerPage.sees('Lunas')
}

async function theCustomerRates({ stage, customerPage }: Play): Promise<void> {
  await stage.tells('The customer rates: 5 for the technicians, 4 for CS')
  await customerPage.group(/^Teknisi/).chooses(/^5/)
  await customerPage.group('Customer service').chooses(/^4/)
  await customerPage.writes('Pesan untuk kami', 'Cepat dan rapi, AC dingin lagi.')
  await customerPage.presses('Kirim penilaian')
  await customerPage.sees('Terima kasih, penilaian Anda sudah tersimpan.')
  await customerPage.sees('5 / 5')
}

async function csCloses({ stage, cs, first }: Play): Promise<void> {
  await stage.tells('CS closes the ticket')
  await cs.presses('Tutup Tiket')
  await cs.agrees(`Tutup tiket ${first.code}?`, 'Tutup Tiket')
  await stage.goes(cs, `/tickets/${first.id}`)
  await cs.sees('Cepat dan rapi, AC dingin lagi.')
  await cs.sees('Citra Lestari menutup tiket')
}

async function managementLooks({ stage }: Play): Promise<void> {
  await stage.tells('Management reads the means on Monev')
  const manager = await stage.office('manager1')
  await stage.goes(manager, '/monev')
  await manager.entry('Andi Saputra').sees(/5,0/)
  await manager.entry('Budi Hartono').sees(/5,0/)
  await manager.entry('Citra Lestari').sees(/4,0/)
  await stage.leaves(manager)
}
