import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { partsOf } from './stage/parts.ts'
import { openStage, type Stage } from './stage.ts'
import type { CustomerPhone } from './stage/phones.ts'
import type { Screen } from './stage/screen.ts'

const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'
const DAY_MS = 24 * 60 * 60 * 1000

/** Two people of CS share the inbox: who answers what, what colleagues tell each other, and what the customer reads. */
describe('The WhatsApp inbox', () => {
  let stage: Stage
  let citra: Screen
  let dewi: Screen
  let ratna: CustomerPhone
  let hasan: CustomerPhone
  const files = { paper: '' }
  beforeAll(async () => {
    stage = await openStage('inbox')
    const folder = join(stage.product.folder, 'files')
    mkdirSync(folder, { recursive: true })
    files.paper = join(folder, 'penawaran servis.pdf')
    writeFileSync(files.paper, PDF)
    ratna = await stage.customer('Ratna Dewi', '081300000002')
    hasan = await stage.customer('Pak Hasan', '081300000003')
    await ratna.writes('DAFTAR#Ratna Dewi#Jl. Melati No. 5 Bandung')
    await ratna.sees('Data tercatat')
    ;[citra, dewi] = await Promise.all([stage.office('cs1'), stage.office('cs2')])
    await Promise.all([stage.goes(citra, '/inbox'), stage.goes(dewi, '/inbox')])
  })
  afterAll(async () => await stage?.close())

  /** Plays a part; what everybody saw goes into the message of a failure. */
  const part = partsOf(() => stage)
  const opens = (screen: Screen, name: string) =>
    screen.page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  const thread = (screen: Screen, name: string) => screen.part(`Chat dengan ${name}`)
  const mode = (screen: Screen, name: string) =>
    screen.page.locator('label').filter({ hasText: name }).click()

  part('shows a new complaint to everybody at once, and how long it waits', async () => {
    await ratna.writes('LAPOR#AC ruang rapat mati total sejak pagi')
    await citra.entry('Ratna Dewi').sees('Ada keluhan')
    await dewi.entry('Ratna Dewi').sees('Ada keluhan')
    await opens(citra, 'Ratna Dewi')
    await thread(citra, 'Ratna Dewi').sees('AC ruang rapat mati total sejak pagi')
    await thread(citra, 'Ratna Dewi').sees(/Menunggu jawaban/)
  })

  part('belongs to whoever answers first, with a ready-made answer by keyboard alone', async () => {
    await citra.writes('Tulis balasan', '/salam')
    await citra.page.getByRole('option', { name: /^Salam/ }).waitFor()
    await citra.types('Enter')
    await citra.reads('Tulis balasan', /^Halo Ratna Dewi, terima kasih/)
    await citra.types('Enter')
    await ratna.sees('Halo Ratna Dewi, terima kasih sudah menghubungi kami')
    await thread(citra, 'Ratna Dewi').sees(/Dijawab Citra Lestari dalam/)
    await dewi.part('Chat WhatsApp').entry('Ratna Dewi').sees('Citra Lestari')
    await dewi.page.getByText('Belum ada petugas', { exact: true }).click()
    await dewi.missesNow('Ratna Dewi')
    await dewi.page.getByRole('radiogroup', { name: 'Petugas chat' }).getByText('Semua').click()
  })

  part('keeps a note among colleagues: the other one reads it, the customer never', async () => {
    await mode(citra, 'Catatan internal')
    await citra.writes('Tulis catatan internal', 'Kontrak servis sampai Maret')
    await citra.presses('Simpan catatan')
    await opens(dewi, 'Ratna Dewi')
    await thread(dewi, 'Ratna Dewi').sees('Kontrak servis sampai Maret')
    await mode(citra, 'Balasan')
    expect((await ratna.messages()).some(({ text }) => text.includes('Kontrak'))).toBe(false)
  })

  part('keeps what is typed while one looks elsewhere, and over a reload', async () => {
    await hasan.writes('Selamat pagi')
    await citra.writes('Tulis balasan', 'Baik Bu, teknisi kami')
    await opens(citra, 'Pak Hasan')
    await thread(citra, 'Pak Hasan').sees('Selamat pagi')
    await citra.reads('Tulis balasan', '')
    await opens(citra, 'Ratna Dewi')
    await citra.reads('Tulis balasan', 'Baik Bu, teknisi kami')
    await citra.page.reload()
    await citra.reads('Tulis balasan', 'Baik Bu, teknisi kami')
  })

  part('sends a document with a few words', async () => {
    await citra.attaches('Lampirkan file', files.paper)
    await citra.sees(/penawaran servis\.pdf/)
    await citra.writes('Keterangan (boleh kosong)', 'Ini penawarannya, Bu')
    await citra.presses('Kirim')
    const came = await ratna.sees('Ini penawarannya, Bu')
    expect((await ratna.opens(came)).toString()).toBe(PDF)
    await thread(citra, 'Ratna Dewi').entry('Ini penawarannya, Bu').sees('penawaran servis.pdf')
    await citra.reads('Tulis balasan', '')
  })

  part('is handed over to a colleague', async () => {
    await citra.presses('Petugas chat: Saya')
    await citra.presses('Dewi Anggraini')
    await thread(dewi, 'Ratna Dewi').named('Petugas chat: Saya').waitFor()
    await citra.named('Petugas chat: Dewi Anggraini').waitFor()
  })

  part('finds what somebody wrote', async () => {
    await citra.page.getByRole('searchbox', { name: /Cari nama/ }).fill('rapat mati total')
    await citra.missesNow('Pak Hasan')
    await citra
      .part('Chat WhatsApp')
      .entry('Ratna Dewi')
      .sees(/rapat mati total/)
    await citra.page.getByRole('searchbox', { name: /Cari nama/ }).fill('')
    await citra.part('Chat WhatsApp').sees('Pak Hasan')
  })

  part('ties a message to the ticket it is about, and a ready-made answer names it', async () => {
    const cs = await stage.api('cs1')
    const { items } = await cs.get<{ items: { id: string }[] }>('/customers?q=Ratna')
    const start = Date.now() + DAY_MS
    const ticket = await cs.post<{ code: string }>('/tickets', {
      customerId: items[0]?.id,
      title: 'AC ruang rapat',
      address: 'Jl. Melati No. 5 Bandung',
      technicianQuota: 1,
      scheduledStart: new Date(start).toISOString(),
      scheduledEnd: new Date(start + 3 * 3_600_000).toISOString(),
    })
    const chat = thread(citra, 'Ratna Dewi')
    await citra.sees(ticket.code)
    await citra.page.getByRole('button', { name: /^Hubungkan ke tiket: LAPOR#AC/ }).click()
    await citra.dialog('Hubungkan pesan ke tiket').chooses(`${ticket.code} · AC ruang rapat`)
    await citra.agrees('Hubungkan pesan ke tiket', 'Simpan')
    await chat.entry('LAPOR#AC').named(ticket.code).waitFor()
    await citra.writes('Tulis balasan', '/tiket')
    await citra.page.getByRole('option', { name: /^Tiket dibuat/ }).click()
    await citra.reads('Tulis balasan', new RegExp(ticket.code))
    await citra.presses('Kirim')
    await ratna.sees(ticket.code)
  })

  part('says a failed answer again, from the text that was kept', async () => {
    await fetch(`${stage.product.whatsappUrl}/_sim/faults`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sendError: { code: 131026, count: 1 } }),
    })
    await citra.writes('Tulis balasan', 'Teknisi berangkat jam 9')
    await citra.presses('Kirim')
    const failed = thread(citra, 'Ratna Dewi').entry('Teknisi berangkat jam 9')
    await failed.sees(/Tidak bisa dikirim/)
    await failed.named('Kirim dari WhatsApp saya').waitFor()
    await mode(citra, 'Catatan internal')
    await failed.presses('Tulis lagi')
    await citra.reads('Tulis balasan', 'Teknisi berangkat jam 9')
    await citra.presses('Kirim')
    await ratna.sees('Teknisi berangkat jam 9')
  })

  part('offers a template when the window is shut, filled with what is known', async () => {
    const maya = await stage.customer('Maya Lestari', '081300000077')
    await maya.does({
      type: 'raw',
      message: {
        type: 'text',
        text: { body: 'Besok saya kabari lagi ya' },
        timestamp: String(Math.floor((Date.now() - 2 * DAY_MS) / 1000)),
      },
    })
    await opens(citra, 'Maya Lestari')
    const chat = thread(citra, 'Maya Lestari')
    await chat.sees('Jendela 24 jam sudah tutup')
    await chat.reads('Nama', 'Maya Lestari')
    await chat.writes('Tentang apa', '')
    await chat.presses('Kirim template')
    await chat.sees('Wajib diisi.')
    await chat.writes('Tentang apa', 'servis AC kantor Anda')
    await chat.presses('Kirim template')
    await maya.sees('Halo Maya Lestari, kami dari GSS ingin menindaklanjuti servis AC kantor Anda.')
    expect(await citra.named('Kirim dari WhatsApp saya').last().getAttribute('href')).toMatch(
      /^https:\/\/wa\.me\/6281300000077\?text=Halo%20Maya/,
    )
    await maya.writes('Iya, boleh')
    await chat.field('Tulis balasan').waitFor()
  })

  part('two numbers of one person become one chat, and two again', async () => {
    const office = await stage.customer('RATNA DEWI', '081300000078')
    await office.writes('Ini saya dari nomor kantor')
    await Promise.all([opens(citra, 'Ratna Dewi'), opens(dewi, 'RATNA DEWI')])
    await thread(dewi, 'RATNA DEWI').sees('Ini saya dari nomor kantor')
    const same = citra.part('Orang yang sama')
    await same.sees('Nama profil sama')
    await same.presses('Gabungkan dengan chat RATNA DEWI')
    await citra.dialog('Gabungkan dua chat').sees(/balasan dikirim ke nomor yang terakhir menulis/)
    await citra.agrees('Gabungkan dua chat', 'Gabungkan')
    // whoever had the other chat open is led to where it goes on
    for (const screen of [citra, dewi]) {
      await thread(screen, 'Ratna Dewi').sees('Ini saya dari nomor kantor')
      await thread(screen, 'Ratna Dewi').sees('LAPOR#AC ruang rapat mati total sejak pagi')
    }
    await citra.writes('Tulis balasan', 'Siap, nomor kantor kami catat')
    await citra.presses('Kirim')
    await office.sees('Siap, nomor kantor kami catat')
    expect((await ratna.messages()).some(({ text }) => text.includes('nomor kantor kami'))).toBe(false)
    await same.sees(/Digabung dari chat RATNA DEWI/)
    await same.presses('Pisahkan')
    await citra.agrees('Pisahkan chat lagi?', 'Pisahkan')
    await thread(citra, 'RATNA DEWI').sees('Ini saya dari nomor kantor')
    await thread(dewi, 'Ratna Dewi').missesNow('Ini saya dari nomor kantor')
  })

  part('takes a chat away from the wrong customer', async () => {
    await opens(citra, 'Ratna Dewi')
    await citra.presses('Bukan pelanggan ini')
    await citra.agrees('Lepaskan chat dari pelanggan?', 'Lepaskan')
    await citra.sees('Chat dilepaskan')
    await citra.named('Hubungkan').waitFor()
  })

  part('tells admin what is wrong with the channel, and how much of it is used', async () => {
    const admin = await stage.office('admin')
    await stage.goes(admin, '/settings?tab=channels')
    const usage = admin.part('Pemakaian WhatsApp')
    await usage.sees(/dari 2\.000 pelanggan dihubungi lebih dulu/)
    await usage.sees('Layanan')
    await usage.writes('Layanan', '120')
    await usage.presses('Simpan harga')
    await usage.sees(/^Rp\s?[\d.]+$/)
    await fetch(`${stage.product.whatsappUrl}/_sim/webhooks`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        field: 'account_update',
        value: {
          event: 'ACCOUNT_VIOLATION',
          violation_info: { violation_type: 'SPAM' },
        },
      }),
    })
    await admin.page
      .getByRole('status')
      .getByText(/Akun WhatsApp dibatasi/)
      .waitFor()
    await admin.sees('Kata WhatsApp: SPAM')
    await admin.presses('Sudah dibereskan: Akun WhatsApp dibatasi: ACCOUNT_VIOLATION')
    await admin.missesNow(/Akun WhatsApp dibatasi/)
  })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })
})
