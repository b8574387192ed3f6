import { expect, test } from 'vitest'
import { type Draft, type Outcome, understandMessage } from './index.ts'

const current = { name: 'Budi Santoso', address: 'Jl. Melati No. 5, Bandung', company: null, email: null }
const SENDERS = {
  stranger: { known: false, inactive: false, phoneKnown: true },
  nameless: { known: false, inactive: false, phoneKnown: false },
  customer: { known: true, inactive: false, phoneKnown: true, current },
  inactive: { known: false, inactive: true, phoneKnown: true, current },
}

/** name|address|company|email|salutation|other phone !complaint *notes */
function brief(outcome: Outcome): string {
  if (outcome.kind === 'report') return `report !${outcome.text}`
  if (outcome.kind === 'ignore') return `ignore ${outcome.why}`
  const held = outcome.kind === 'ask' ? outcome.draft : outcome
  const { name, address, company, email, salutation, otherPhone } = held.fields
  const fields = [name, address, company, email, salutation, otherPhone].map((value) => value ?? '').join('|')
  const complaint = 'complaint' in held && held.complaint ? `!${held.complaint}` : ''
  const notes =
    outcome.kind !== 'ask' && 'notes' in outcome && outcome.notes.length > 0 ? `*${outcome.notes.join()}` : ''
  const kind = outcome.kind === 'ask' ? outcome.ask : outcome.kind
  return [kind, fields.replace(/\|+$/, ''), complaint, notes].filter((part) => part !== '').join(' ')
}

function play(who: keyof typeof SENDERS, messages: string[]): string[] {
  let draft: Draft | null = null
  return messages.map((text) => {
    const outcome: Outcome = understandMessage({ kind: 'text', text, sender: SENDERS[who], draft })
    if (outcome.kind !== 'ignore') draft = outcome.kind === 'ask' ? outcome.draft : null
    return brief(outcome)
  })
}

/** Messages => outcomes; `>>` separates the messages of one sender, ⏎ is a line break, {A} and {B} are addresses. */
function rows(table: string): [string, string[], string[]][] {
  const written = table
    .replaceAll('{A}', 'Jl. Melati No. 5 Bandung')
    .replaceAll('{B}', 'Jl. Mawar No. 8 Bandung')
  return written
    .trim()
    .split('\n')
    .map((row) => {
      const [messages = '', outcomes = ''] = row.split('  =>  ').map((side) => side.replaceAll('⏎', '\n'))
      return [row, messages.split(' >> '), outcomes.split(' >> ')]
    })
}

test.each(
  rows(`
DAFTAR#Budi#{A}  =>  registered Budi|{A}
DAFTAR # Ibu Anisa # Jl. Melati No. 5, Bandung # PT Maju # Anisa@Mail.com  =>  registered Anisa|Jl. Melati No. 5, Bandung|PT Maju|anisa@mail.com|Ibu
Halo min, DAFTAR#Budi#{A}, terima kasih 🙏  =>  registered Budi|{A}
DAFTAR Budi, {A} >> ya  =>  confirmGuess Budi|{A} >> registered Budi|{A}
DAFTAR Budi, {A} >> bukan >> DAFTAR#Budi Hartono#{A}  =>  confirmGuess Budi|{A} >> help >> registered Budi Hartono|{A}
DAFTAR#Budi >> Bandung >> {A}  =>  missingAddress Budi >> missingAddress Budi >> registered Budi|{A}
DAFTAR#Budi >> alamat menyusul >> nanti saya share loc  =>  missingAddress Budi >> missingAddress Budi >> offerPerson Budi
DAFTAR#{A} >> nama saya Budi  =>  missingName |{A} >> registered Budi|{A}
DAFTAR#{A}#Budi >> ya  =>  confirmSwap Budi|{A} >> registered Budi|{A}
DAFTAR >> Budi⏎{A}  =>  help >> registered Budi|{A}
DAFTAR >> Budi >> {A}  =>  help >> missingAddress Budi >> registered Budi|{A}
DAFTAR >> Budi#{A}  =>  help >> registered Budi|{A}
halo >> Budi, {A}  =>  greetingUnknown >> confirmGuess Budi|{A}
AC saya bocor >> DAFTAR#Budi#{A}  =>  complaintKept !AC saya bocor >> registered Budi|{A} !AC saya bocor
AC saya bocor >> tolong kirim teknisi >> kapan ya  =>  complaintKept !AC saya bocor >> complaintKept !AC saya bocor⏎tolong kirim teknisi >> offerPerson !AC saya bocor⏎tolong kirim teknisi⏎kapan ya
DAFTAR >> pesan nomor 1 yang panjang⏎pesan nomor 2 yang panjang⏎pesan nomor 3 yang panjang  =>  help >> complaintKept !pesan nomor 1 yang panjang⏎pesan nomor 2 yang panjang⏎pesan nomor 3 yang panjang
DAFTAR >> {A}⏎RT 03 RW 02  =>  help >> missingName |{A} RT 03 RW 02
DAFTAR#Budi Contoh#Jl. Contoh No. 1, Jakarta  =>  help
DAFTAR#Nama#Alamat  =>  help
DAFTAR#Budi#{A}⏎LAPOR#AC bocor  =>  registered Budi|{A} !AC bocor
DAFTAR#Budi#{A}⏎DAFTAR#Sari#Jl. Mawar No. 7 Bandung  =>  severalRegistrations
DAFTAR#Budi#{A}⏎DAFTAR#Budi#{A}  =>  registered Budi|{A}
DAFTAR⏎DAFTAR#Budi#{A}  =>  registered Budi|{A}
Nama: Budi⏎Alamat: {A}⏎Email: budi@mail  =>  registered Budi|{A} *emailUnusable
LAPOR#AC bocor >> DAFTAR#Budi  =>  complaintKept !AC bocor >> missingAddress Budi !AC bocor
PROMO klik https://slot.example daftar sekarang  =>  ignore spam
Terima kasih telah menghubungi Toko Jaya  =>  ignore autoReply
Kode OTP Anda 123456  =>  ignore oneTimeCode
ok  =>  ignore thanks
🙏  =>  ignore nothingToRead
Budi#{A} >> ya  =>  confirmGuess Budi|{A} >> registered Budi|{A}
daftr#Budi#{A}  =>  registered Budi|{A}
UBAH#Budi#{A}  =>  confirmGuess Budi|{A}
*DAFTAR*#*Budi*#_{A}_  =>  registered Budi|{A}
> *DAFTAR#Nama#Alamat*⏎> Contoh:⏎> DAFTAR#Budi Contoh#Jl. Contoh No. 1, Jakarta⏎DAFTAR#Sari#Jl. Mawar No. 7 Bandung  =>  registered Sari|Jl. Mawar No. 7 Bandung
Untuk mendaftar, balas dengan format:⏎*DAFTAR#Nama#Alamat*⏎Contoh:⏎DAFTAR#Budi Contoh#Jl. Contoh No. 1, Jakarta  =>  help
DAFTAR#[Nama]#[Alamat]  =>  help
DAFTAR#[Budi]#[{A}]  =>  registered Budi|{A}
DAFTAR#<Nama Lengkap>#{A}  =>  missingName |{A}
DAFTAR#Nama: ........#Alamat: .......  =>  help
DAFTAR#Budi#-  =>  missingAddress Budi
DAFTAR##Budi;Keluhan:Nama:  =>  missingAddress Budi
DAFTAR##Budi##{A}##  =>  registered Budi|{A}
ＤＡＦＴＡＲ＃Budi＃{A}  =>  registered Budi|{A}
DAFTAR|Budi|{A}  =>  registered Budi|{A}
DAFTAR;Budi;{A};PT Maju  =>  registered Budi|{A}|PT Maju
DAFTAR/Budi/{A}  =>  confirmGuess Budi|{A}
DAFTAR-Budi-{A}  =>  confirmGuess Budi|{A}
daftar budi jl melati no 5 bandung  =>  confirmGuess budi|jl melati no 5 bandung
DAFTAR⏎Budi Santoso⏎Jl. Melati No. 5⏎RT 01 RW 02⏎Bandung  =>  registered Budi Santoso|Jl. Melati No. 5 RT 01 RW 02 Bandung
DAFTAR⏎1. Nama: Budi⏎2. Alamat: {A}⏎3. Perusahaan: Pribadi⏎4. Email: -  =>  registered Budi|{A}
DAFTAR⏎Nama : Bpk. H. Budi Santoso⏎Alamat : Jl. Melati No. 5⏎RT/RW : 01/02⏎Kelurahan: Dago⏎Kecamatan: Coblong⏎Kota: Bandung⏎Kode Pos: 40135⏎No HP: 081234567890⏎Keluhan: AC tidak dingin⏎Terima kasih  =>  registered H. Budi Santoso|Jl. Melati No. 5, RT/RW 01/02, Kelurahan Dago, Kecamatan Coblong, Kota Bandung, Kode Pos 40135|||Bapak|+6281234567890 !AC tidak dingin Terima kasih
DAFTAR Nama: Budi Alamat: {A} Perusahaan: PT Maju Email: a@b.co  =>  registered Budi|{A}|PT Maju|a@b.co
DAFTAR⏎Budi⏎PT Maju Jaya⏎budi@mail.com⏎{A}  =>  registered Budi|{A}|PT Maju Jaya|budi@mail.com
DAFTAR#Budi#PT Maju#{A}  =>  registered Budi|{A}|PT Maju
DAFTAR#Budi#0812-3456-7890#{A}  =>  registered Budi|{A}||||+6281234567890
DAFTAR#Budi#Jl. Melati #5 Bandung  =>  registered Budi|Jl. Melati 5 Bandung
DAFTAR#Budi#{A}#budi@mail.com  =>  registered Budi|{A}||budi@mail.com
DAFTAR#Budi#{A}#PT Maju#budi mail.com  =>  registered Budi|{A}|PT Maju *emailUnusable
DAFTAR#Budi#Bandung  =>  missingAddress Budi
DAFTAR#Budi Santoso, {A}  =>  registered Budi Santoso|{A}
DAFTAR#Budi, Dago Asri 12, Bandung  =>  confirmGuess Budi|Dago Asri 12, Bandung
DAFTAR:Budi#{A}  =>  registered Budi|{A}
REG Budi#{A}  =>  registered Budi|{A}
Selamat siang, saya ingin mendaftar pelanggan baru⏎Nama Budi⏎Alamat {A}  =>  registered Budi|{A}
mau daftar dong kak  =>  help
saya mau daftar >> Budi Santoso >> AC saya rusak >> Dago Asri 12 Bandung  =>  help >> missingAddress Budi Santoso >> missingAddress Budi Santoso !AC saya rusak >> registered Budi Santoso|Dago Asri 12 Bandung !AC saya rusak
DAFTAR#Budi >> https://maps.app.goo.gl/abc123 >> oke kak tunggu sebentar ya >> {A}  =>  missingAddress Budi >> missingAddress Budi >> offerPerson Budi >> registered Budi|{A}
DAFTAR#Budi >> terima kasih >> halo >> Alamat: {A}  =>  missingAddress Budi >> ignore thanks >> missingAddress Budi >> registered Budi|{A}
DAFTAR#Budi >> Budi#{A}  =>  missingAddress Budi >> registered Budi|{A}
DAFTAR#Budi >> #{A}#PT Maju  =>  missingAddress Budi >> registered Budi|{A}|PT Maju
Nama:⏎Alamat:  =>  help
Nama: Budi⏎Alamat: {A} https://promo.example  =>  registered Budi|{A} https://promo.example
Tolong kirim teknisi ke {A}, AC mati  =>  complaintKept !Tolong kirim teknisi ke {A}, AC mati
DAFTAR#Bu Siti Aminah, S.Pd.#Perum Griya Asri Blok C5/12, Bekasi  =>  registered Siti Aminah, S.Pd.|Perum Griya Asri Blok C5/12, Bekasi|||Ibu
DAFTAR#Budi#{A}#PT Maju#budi @ gmail . com  =>  registered Budi|{A}|PT Maju|budi@gmail.com
Berikut data saya:⏎Nama = Budi⏎Alamat = {A}  =>  registered Budi|{A}
Data tercatat:⏎Nama: Budi⏎Alamat: {A}⏎Perusahaan: -⏎Email: -⏎Salah? Balas *UBAH*.⏎Data dipakai untuk layanan teknisi dan tagihan; chat disimpan 24 bulan setelah tiket terakhir. Mau dihapus? Balas *HAPUS DATA*.  =>  registered Budi|{A}
DAFTAR#John#12 Baker Street, Bandung  =>  registered John|12 Baker Street, Bandung
DAFTAR Budi Santoso  =>  missingAddress Budi Santoso
DAFTAR#PT Maju Jaya#{A}  =>  registered PT Maju Jaya|{A}
DAFTAR#Budi & Sari#{A}  =>  registered Budi & Sari|{A}
Daptar#Budi#{A}  =>  registered Budi|{A}
datfar#Budi#{A}  =>  registered Budi|{A}
DFTAR # Budi # {A}  =>  registered Budi|{A}
Register|Budi|{A}  =>  registered Budi|{A}
pendaftaran⏎nama: Budi⏎alamat: {A}  =>  registered Budi|{A}
#DAFTAR#Budi#{A}#  =>  registered Budi|{A}
#Budi#{A}  =>  confirmGuess Budi|{A}
DAFTAR pelanggan baru dong kak#Budi#{A}  =>  registered Budi|{A}
DAFTAR pak Budi#{A}  =>  registered Budi|{A}|||Bapak
DAFTAR#Budi⏎Santoso#Jl. Melati No. 5⏎Bandung  =>  registered Budi Santoso|{A}
DAFTAR#Budi#{A}⏎Terima kasih kak  =>  registered Budi|{A}
DAFTAR#Budi#{A}⏎AC saya bocor kak  =>  registered Budi|{A} !AC saya bocor kak
AC saya bocor⏎DAFTAR#Budi#{A}  =>  registered Budi|{A} !AC saya bocor
DAFTAR#Budi#{A}#LAPOR#AC bocor  =>  registered Budi|{A} !AC bocor
LAPOR#AC bocor⏎DAFTAR#Budi#{A}  =>  registered Budi|{A} !AC bocor
DAFTAR#xxx#{A}  =>  missingName |{A}
DAFTAR#Budi 2#{A}  =>  missingName |{A}
DAFTAR#Budi#alamat menyusul  =>  missingAddress Budi
DAFTAR#Budi#nanti shareloc  =>  missingAddress Budi
DAFTAR#Budi#Jl. Contoh No. 1, Jakarta  =>  missingAddress Budi
DAFTAR#Budi#isi alamat  =>  missingAddress Budi
DAFTAR#Alamat: {A}#Nama: Budi  =>  registered Budi|{A}
DAFTAR#Nama Budi Santoso#Alamat {A}  =>  registered Budi Santoso|{A}
DAFTAR#dr. Rina#{A}  =>  registered dr. Rina|{A}
DAFTAR#Mbak Rina#Gg. Mawar III No. 2 RT 01 RW 02 Depok  =>  registered Rina|Gg. Mawar III No. 2 RT 01 RW 02 Depok|||Mbak
DAFTAR#Budi#Kp. Cikole RT 02/03 Desa Sukamaju  =>  registered Budi|Kp. Cikole RT 02/03 Desa Sukamaju
DAFTAR#Budi#{A}#perorangan#-  =>  registered Budi|{A}
DAFTAR#Budi#{A}##budi@mail.com  =>  registered Budi|{A}||budi@mail.com
DAFTAR#Budi#{A}#PT Maju#budi@mail,com  =>  registered Budi|{A}|PT Maju|budi@mail.com
DAFTAR#Budi#{A}#PT Maju#a@b.co#extra  =>  registered Budi|{A}|PT Maju|a@b.co *extraIgnored
Nama: Budi  =>  missingAddress Budi
Nama Lengkap (sesuai KTP): Budi⏎Alamat Rumah: {A}⏎No. WA: 0812-3456-7890  =>  registered Budi|{A}||||+6281234567890
Alamat: {A}⏎Nama: Budi⏎Instansi: Dinas PU⏎Imel: Budi@Mail.com  =>  registered Budi|{A}|Dinas PU|budi@mail.com
Daftar sekarang juga dapatkan bonus 100%! https://promo.example  =>  ignore spam
SLOT GACOR maxwin hari ini, deposit 10rb  =>  ignore spam
Ini pesan otomatis. Jam operasional kami 08.00-17.00  =>  ignore autoReply
123456 adalah kode verifikasi Anda  =>  ignore oneTimeCode
...  =>  ignore nothingToRead
?  =>  ignore nothingToRead
P  =>  greetingUnknown
assalamualaikum wr wb  =>  greetingUnknown
selamat pagi kak, mau tanya  =>  greetingUnknown
terima kasih banyak kak  =>  ignore thanks
STOP  =>  privacy
komplain: AC bocor  =>  complaintKept !AC bocor
Berapa biaya cuci AC?  =>  complaintKept !Berapa biaya cuci AC?
teknisi datang jam berapa?  =>  complaintKept !teknisi datang jam berapa?
DAFTAR,Budi,{A},PT Maju,budi@mail.com  =>  confirmGuess Budi|{A}|PT Maju|budi@mail.com
DAFTAR Budi - {A}  =>  confirmGuess Budi|{A}
DAFTAR#{A}#Budi >> tidak >> DAFTAR#Budi#{A}  =>  confirmSwap Budi|{A} >> help >> registered Budi|{A}
DAFTAR#{A} >> AC bocor >> siapa ya? >> Bu Anisa  =>  missingName |{A} >> missingName |{A} !AC bocor >> offerPerson |{A} !AC bocor >> registered Anisa|{A}|||Ibu !AC bocor
DAFTAR#Budi Jaya >> Alamat: Bandung >> {A}, terima kasih kak  =>  missingAddress Budi Jaya >> missingAddress Budi Jaya >> registered Budi Jaya|{A}
DAFTAR#Budi >> rumah saya di {A}  =>  missingAddress Budi >> registered Budi|rumah saya di {A}
DAFTAR, Budi, Jl. Melati No. 5 >> AC bocor >> iya betul kak  =>  confirmGuess Budi|Jl. Melati No. 5 >> confirmGuess Budi|Jl. Melati No. 5 !AC bocor >> registered Budi|Jl. Melati No. 5 !AC bocor
Nama saya Budi alamat {A}  =>  confirmGuess Budi|{A}
Nama saya Budi, alamat di {A}, mau daftar  =>  confirmGuess Budi|{A}, mau daftar
DAFTAR#Budi#{A}⏎Jl. Mawar  =>  registered Budi|{A} Jl. Mawar
Daftar⏎⏎Budi⏎⏎{A}  =>  registered Budi|{A}
DAFTAR #️⃣ Budi #️⃣ {A}  =>  registered Budi|{A}
Nama: Budi >> {A}  =>  missingAddress Budi >> registered Budi|{A}
Nama: Budi⏎{A}  =>  confirmGuess Budi|{A}
Halo kak⏎Alamat: {A} >> Nama: Budi  =>  missingName |{A} >> registered Budi|{A}
Tolong kirim teknisi⏎Alamat: {A}  =>  complaintKept !Tolong kirim teknisi⏎Alamat: {A}
Nama saya Budi alamat {A} >> ya  =>  confirmGuess Budi|{A} >> registered Budi|{A}
Halo, nama saya Budi Santoso, alamat di {A}  =>  confirmGuess Budi Santoso|{A}
halo >> Nama: Budi⏎{A}  =>  greetingUnknown >> registered Budi|{A}
Komplain⏎Nama: Budi⏎Alamat: {A}⏎Keluhan: AC bocor  =>  registered Budi|{A} !AC bocor
LAPOR#AC bocor⏎Nama: Budi⏎Alamat: {A}  =>  registered Budi|{A} !AC bocor
`),
)('unknown sender: %s', (_row, messages, outcomes) => expect(play('stranger', messages)).toEqual(outcomes))

test.each(
  rows(`
DAFTAR#Budi#{A} >> 0812-3456-789o >> 0812-3456-7890  =>  phoneNeeded Budi|{A} >> phoneNeeded Budi|{A} >> registered Budi|{A}||||+6281234567890
DAFTAR#Budi#{A}#0812-3456-7890  =>  registered Budi|{A}||||+6281234567890
DAFTAR#Budi#{A} >> 021-5551234 >> +62 812 3456 7890  =>  phoneNeeded Budi|{A} >> phoneNeeded Budi|{A}||||+62215551234 >> registered Budi|{A}||||+6281234567890
DAFTAR#Budi#{A} >> AC bocor >> 08123  =>  phoneNeeded Budi|{A} >> phoneNeeded Budi|{A} !AC bocor >> offerPerson Budi|{A} !AC bocor
`),
)('sender without a number: %s', (_row, messages, outcomes) =>
  expect(play('nameless', messages)).toEqual(outcomes),
)

test.each(
  rows(`
AC saya bocor  =>  report !AC saya bocor
LAPOR#AC bocor lagi 😭  =>  report !AC bocor lagi
LAPOR >> AC bocor  =>  complaintMissing >> report !AC bocor
DAFTAR#Budi Santoso#Jl. Melati No 5 Bandung  =>  alreadyRegistered
DAFTAR#Budi Hartono#Jl. Mawar No 5 Bandung >> ya  =>  confirmUpdate Budi Hartono|Jl. Mawar No 5 Bandung >> correct Budi Hartono|Jl. Mawar No 5 Bandung
DAFTAR#Budi Hartono#Jl. Mawar No 5 Bandung >> tidak  =>  confirmUpdate Budi Hartono|Jl. Mawar No 5 Bandung >> unchanged
UBAH >> {B} >> YA  =>  updateForm >> confirmUpdate |{B} >> correct |{B}
UBAH#{B}  =>  correct |{B}
UBAH alamat {B}  =>  confirmUpdate |{B}
UBAH⏎Email: a@b.co  =>  correct |||a@b.co
halo  =>  greetingKnown
P  =>  greetingKnown
kapan teknisi datang?  =>  aboutVisit
HAPUS DATA  =>  privacy
makasih kak  =>  ignore thanks
Halo kak, AC kantor kami mati total  =>  report !Halo kak, AC kantor kami mati total
daftar  =>  alreadyRegistered
mau tanya daftar harga dong  =>  report !mau tanya daftar harga dong
Data tercatat:⏎Nama: Budi Santoso⏎Alamat: Jl. Melati No. 5, Bandung⏎Perusahaan: -⏎Email: -⏎Salah? Balas *UBAH*.⏎Data dipakai untuk layanan teknisi dan tagihan; chat disimpan 24 bulan setelah tiket terakhir. Mau dihapus? Balas *HAPUS DATA*.  =>  alreadyRegistered
Nama: Budi⏎Alamat: Jl. Melati 5⏎AC bocor dari kemarin  =>  report !Nama: Budi⏎Alamat: Jl. Melati 5⏎AC bocor dari kemarin
UBAH#Budi Hartono  =>  correct Budi Hartono
UBAH##{B}  =>  correct |{B}
ubah jadwal dong kak  =>  aboutVisit
Assalamualaikum kak, saya mau lapor AC di ruko mati  =>  report !AC di ruko mati
AC bocor kak DAFTAR#Budi  =>  report !AC bocor kak DAFTAR#Budi
DAFTAR#Budi Hartono#Jl. Mawar No 5 Bandung⏎LAPOR#AC bocor  =>  report !DAFTAR#Budi Hartono#Jl. Mawar No 5 Bandung⏎LAPOR#AC bocor
ya  =>  ignore thanks
tidak  =>  ignore thanks
DAFTAR#Budi Hartono#Jl. Mawar No 5 Bandung >> AC mati lagi  =>  confirmUpdate Budi Hartono|Jl. Mawar No 5 Bandung >> report !AC mati lagi
👍  =>  ignore nothingToRead
selamat siang kak, mau tanya  =>  greetingKnown
LAPOR AC bocor  =>  report !AC bocor
lapor: AC bocor  =>  report !AC bocor
Keluhan: AC tidak dingin  =>  report !AC tidak dingin
laporan#AC bocor#lantai 2  =>  report !AC bocor#lantai 2
LAPOR  =>  complaintMissing
AC bocor⏎lantai 2⏎urgent  =>  report !AC bocor⏎lantai 2⏎urgent
UBAH#Budi Hartono#{B}#PT Maju#a@b.co  =>  correct Budi Hartono|{B}|PT Maju|a@b.co
UBAH⏎Nama: Budi Hartono⏎Alamat: {B}  =>  correct Budi Hartono|{B}
UBAH#Budi Contoh#Jl. Contoh No. 1, Jakarta  =>  updateForm
UBAH#a@b.co  =>  correct |||a@b.co
UBAH >> Alamat: {B}  =>  updateForm >> correct |{B}
UBAH >> AC bocor  =>  updateForm >> report !AC bocor
UBAH >> Budi Hartono >> tidak  =>  updateForm >> confirmUpdate Budi Hartono >> unchanged
UBAH >> Budi Hartono >> ya  =>  updateForm >> confirmUpdate Budi Hartono >> correct Budi Hartono
UBAH >> terima kasih  =>  updateForm >> ignore thanks
UBAH#Budi Santoso#{A}  =>  alreadyRegistered
UBAH#{B}#Budi Hartono  =>  confirmUpdate Budi Hartono|{B}
mau ubah data  =>  updateForm
tolong ubah alamat saya  =>  updateForm
status tiket saya gimana?  =>  aboutVisit
teknisi belum datang juga nih  =>  aboutVisit
teknisi kemarin datang tapi AC masih bocor, kapan diperbaiki?  =>  report !teknisi kemarin datang tapi AC masih bocor, kapan diperbaiki?
reschedule jadwal kunjungan bisa?  =>  aboutVisit
daftar#  =>  alreadyRegistered
Daftar teknisi dong  =>  report !Daftar teknisi dong
https://maps.app.goo.gl/abc ini lokasi saya  =>  report !https://maps.app.goo.gl/abc ini lokasi saya
Kode OTP saya 123456 jangan dibagi  =>  ignore oneTimeCode
Nama: Budi Hartono⏎Alamat: {B}  =>  confirmUpdate Budi Hartono|{B}
Nama: Budi Hartono⏎Alamat: {B}⏎Keluhan: AC mati  =>  report !Nama: Budi Hartono⏎Alamat: {B}⏎Keluhan: AC mati
berapa biaya cuci AC?  =>  report !berapa biaya cuci AC?
`),
)('customer: %s', (_row, messages, outcomes) => expect(play('customer', messages)).toEqual(outcomes))

test.each(
  rows(`
halo >> ya  =>  reactivateOffer >> reactivate
AC bocor lagi >> ya  =>  reactivateOffer !AC bocor lagi >> reactivate !AC bocor lagi
DAFTAR#Budi#{B} >> iya >> x  =>  reactivateOffer Budi|{B} >> reactivate Budi|{B} >> reactivateOffer !x
terima kasih  =>  ignore thanks
LAPOR#AC bocor >> tidak  =>  reactivateOffer !AC bocor >> unchanged
STOP  =>  privacy
`),
)('inactive customer: %s', (_row, messages, outcomes) => expect(play('inactive', messages)).toEqual(outcomes))
