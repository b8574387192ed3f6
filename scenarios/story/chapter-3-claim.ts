import assert from 'node:assert/strict'
import type { Screen } from '../stage/screen.ts'
import { SITE } from './chapter-2-ticket.ts'
import type { Play } from './play.ts'

/** Near the door of the newcomer, within the circle that counts as being there. */
const DOOR = { latitude: SITE.latitude - 0.0001, longitude: SITE.longitude + 0.0001 }

/** 3. Every technician hears of the job on Telegram; two take it, the third is told at once that he was too late. */
export async function techniciansTakeTheJob(play: Play): Promise<void> {
  await theBroadcastArrives(play)
  const [andi, budi, cahyo] = [await throughTelegram(play), await withPassword(play), await onASlowLine(play)]
  await theyPress(play, andi, budi, cahyo)
  await everybodyHears(play)
  play.andi = andi
  play.budi = budi
  await play.stage.leaves(cahyo)
}

async function theBroadcastArrives({ stage, first }: Play): Promise<void> {
  await stage.tells('Eight technicians get the job on Telegram, with a button')
  for (let number = 1; number <= 8; number++) {
    const card = await (await stage.staff(`ts${number}`)).sees(first.code)
    assert.match(card.text, /Job baru[^]*Butuh 2 teknisi/)
    assert.ok(await (await stage.staff(`ts${number}`)).canTap('Ambil Job', first.code))
  }
}

/** No password: the bot sends a link that works once. */
async function throughTelegram({ stage }: Play): Promise<Screen> {
  await stage.tells(
    'Andi signs in without a password: he asks the bot with /masuk and opens the link it sends',
  )
  const phone = await stage.staff('ts1')
  await phone.writes('/masuk')
  await phone.sees('Tekan untuk masuk ke aplikasi teknisi')
  const { url } = await phone.taps('Masuk ke aplikasi')
  const screen = await stage.hand('ts1', DOOR)
  await stage.goes(screen, url)
  await screen.presses('Masuk')
  await screen.sees('Open Pool')
  return screen
}

async function withPassword({ stage }: Play): Promise<Screen> {
  await stage.tells('Budi signs in with his password')
  return await stage.field('ts2', DOOR)
}

/** His page hears no news, so that it still offers a job that is gone: only the server's answer counts. */
async function onASlowLine({ stage }: Play): Promise<Screen> {
  await stage.tells('Cahyo signs in on a poor connection: news do not reach his page')
  const screen = await stage.hand('ts3')
  await stage.withoutNews(screen)
  await stage.signsInto(screen, 'ts3')
  return screen
}

async function theyPress({ stage, first }: Play, andi: Screen, budi: Screen, cahyo: Screen): Promise<void> {
  const take = /^Ambil Job/
  for (const screen of [andi, budi, cahyo]) await screen.entry(first.code).named(take).waitFor()
  await stage.tells('Andi and Budi press Ambil Job and are in')
  await andi.entry(first.code).presses(take)
  await andi.sees('Job ini milik Anda')
  await andi.sees(/Kursi 1 dari 2/)
  await budi.entry(first.code).presses(take)
  await budi.sees(/Kursi 2 dari 2/)
  await stage.tells('Cahyo presses too: refused at once, with his place in the order')
  await cahyo.entry(first.code).presses(take)
  await cahyo.sees('Belum dapat')
  await cahyo.sees(/kuota 2\/2.*, Anda urutan 3/i)
  await cahyo.presses('Lihat urutan rebutan')
  await cahyo.sees(/1\. Andi Saputra/)
}

async function everybodyHears({ stage, cs, first, newcomerPhone }: Play): Promise<void> {
  await stage.tells('The cards on Telegram change; CS and the customer hear who comes')
  for (const number of [3, 4, 8]) {
    const phone = await stage.staff(`ts${number}`)
    const card = await phone.sees(`Kuota sudah penuh · ${first.code}`)
    assert.match(card.text, /Diambil oleh: Andi Saputra, Budi Hartono/)
    assert.equal(await phone.canTap('Ambil Job', first.code), false)
  }
  await (await stage.staff('ts1')).sees(`Job Anda: ${first.code}`)
  await newcomerPhone.sees('Teknisi: *Andi Saputra')
  await cs.sees('2 dari 2 kursi terisi')
  // who came too late changes nothing on the ticket, so it is read again to see everybody who pressed
  await cs.page.reload()
  await cs.part('Urutan rebutan').sees('Cahyo Nugroho')
  await cs.part('Urutan rebutan').sees('Kuota sudah penuh')
}
