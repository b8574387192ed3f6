import { type Play, types } from './play.ts'

/** 1. A stranger writes DAFTAR and is a customer; CS looks after the others by hand. */
export async function customersArrive(play: Play): Promise<void> {
  await theStrangerRegisters(play)
  await csAddsACustomer(play)
  await csCorrectsAndRests(play)
}

async function theStrangerRegisters({ stage, cs, phones, newcomer }: Play): Promise<void> {
  await stage.tells(`CS Citra has the customer list open; ${newcomer.name} is not in it`)
  await stage.goes(cs, '/customers')
  await cs.sees('Semua yang pernah mendaftar')
  await stage.tells(`${newcomer.name} writes DAFTAR to the company on WhatsApp`)
  await types(phones, newcomer.name, `DAFTAR#${newcomer.name}#${newcomer.address}`)
  await phones.part(`Ponsel ${newcomer.name}`).sees('Data tercatat')
  await stage.tells('The new customer appears in the list of CS without a reload')
  await cs.entry(newcomer.name).sees(newcomer.address)
}

async function csAddsACustomer({ stage, cs, regular }: Play): Promise<void> {
  await stage.tells(`CS adds ${regular.name}, who telephoned, by hand`)
  await cs.presses('Pelanggan baru')
  const form = cs.dialog('Pelanggan baru')
  await form.writes('Nama', regular.name)
  await form.writes('No. WhatsApp', regular.phone)
  await form.writes('Alamat', 'Ruko Sentra Niaga, Bekasi')
  await form.presses('Simpan pelanggan')
  await cs.sees('Data pelanggan')
}

async function csCorrectsAndRests({ stage, cs, regular }: Play): Promise<void> {
  await stage.tells('CS corrects the address, deactivates the customer and takes him back')
  await cs.presses('Ubah')
  const form = cs.dialog('Ubah data pelanggan')
  await form.writes('Alamat', regular.address)
  await cs.agrees('Ubah data pelanggan', 'Simpan')
  await cs.sees(regular.address)
  await cs.presses('Nonaktifkan')
  await cs.agrees(`Nonaktifkan ${regular.name}?`, 'Nonaktifkan')
  await cs.sees('Pelanggan ini non-aktif.')
  await cs.presses('Aktifkan kembali')
  await cs.agrees(`Aktifkan kembali ${regular.name}?`, 'Aktifkan kembali')
  await cs.missesNow('Pelanggan ini non-aktif.')
  await cs.named('Buat tiket').waitFor()
}
