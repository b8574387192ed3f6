import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { browser } from '../scripts/browser.ts'
import { startProduct } from './stage/product.ts'
import { openStage, type Stage } from './stage.ts'
import { fillTheDays } from './story/company-days.ts'
import { cast, type Play } from './story/play.ts'
import { story } from './story/story.ts'

const FOLDER = fileURLToPath(new URL('../docs/images', import.meta.url))
const MOST_BYTES = 250_000
const DESK = { size: { width: 1440, height: 900 }, sharpness: 1 }
const HAND = { size: { width: 390, height: 844 }, sharpness: 2 }

type Subject = {
  name: string
  as?: string
  path: string
  /** on the screen before the picture is taken */
  sees: string | RegExp
  only?: 'desk' | 'hand'
  prepare?: (page: Page) => Promise<unknown>
}

/** Takes the pictures of docs/images from a company in full swing: `npm run screenshots`. */
export async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  const stage = await openStage('screenshots', {
    product: await startProduct('screenshots', { built: true }),
    // letters keep their own distances, as on the screen of a user
    browser: await browser('--font-render-hinting=none'),
  })
  try {
    print('Filling a company with work ...')
    const { workingOn } = await fillTheDays(stage)
    await everybodyIsTold(stage)
    const play = await cast(stage)
    for (const chapter of story.slice(0, 3)) await chapter.play(play)
    for (const subject of await subjects(stage, play, workingOn)) await take(stage, subject)
  } catch (error) {
    process.exitCode = 1
    print((await stage.describe(error)).message)
  }
  await stage.close()
}

/** A month of work in a minute: Telegram takes a message a second for each chat, and the story must not wait behind it. */
async function everybodyIsTold(stage: Stage): Promise<void> {
  print('Waiting until every phone has what was sent to it ...')
  for (let look = 0; look < 150; look++) {
    const metrics = await (await fetch(`${stage.product.url}/metrics`)).text()
    if (!/^gss_outbox_messages[{][^}]*status="(?:NEW|SENDING)"[^}]*[}] [1-9]/m.test(metrics)) return
    await sleep(2000)
  }
}

async function subjects(stage: Stage, play: Play, workingOn: string): Promise<Subject[]> {
  const api = await stage.api('cs1')
  const chats = await api.get<{ items: { id: string; customer: { name: string } | null }[] }>(
    '/conversations',
  )
  const chat = chats.items.find((one) => one.customer?.name === play.newcomer.name)
  const sales = await stage.api('sales1')
  const pending = await sales.get<{ items: { id: string; total: number }[] }>(
    '/invoices?state=PENDING_APPROVAL',
  )
  const [dearest] = pending.items.toSorted((a, b) => b.total - a.total)
  const sent = await api.get<{ items: { ticketId: string }[] }>('/invoices?state=SENT')
  const link = await api.get<{ customerLink: string }>(`/tickets/${sent.items[0]?.ticketId}`)
  return [
    { name: 'office-home', as: 'cs1', path: '/', sees: 'Keluhan baru' },
    { name: 'inbox', as: 'cs1', path: `/inbox/${chat?.id}`, sees: 'Keluhan sudah kami terima' },
    { name: 'ticket', as: 'cs1', path: `/tickets/${play.first.id}`, sees: 'Dapat kursi 1' },
    { name: 'board', as: 'cs1', path: '/tickets?view=board', sees: 'Perawatan AC 12 kamar' },
    { name: 'attendance', as: 'cs1', path: '/attendance', sees: 'Di lokasi' },
    { name: 'approval', as: 'sales1', path: `/invoices/${dearest?.id}`, sees: 'Terbilang' },
    { name: 'monev', as: 'manager1', path: '/monev', sees: 'Peringkat teknisi' },
    { name: 'field-pool', as: 'ts4', path: '/field/', sees: 'Ambil Job', only: 'hand' },
    {
      name: 'field-job',
      as: 'ts5',
      path: `/field/jobs/${workingOn}`,
      sees: 'Langkah berikutnya',
      only: 'hand',
    },
    { name: 'customer-link', path: new URL(link.customerLink).pathname, sees: 'Kirim bukti bayar' },
    { name: 'phones', path: '/simulator', sees: 'Keluhan sudah kami terima', prepare: openPhones(play) },
  ]
}

const openPhones =
  ({ newcomerPhone }: Play) =>
  async (page: Page) => {
    const open = JSON.stringify([`wa:${newcomerPhone.id}`, 'tg:700000101', 'tg:700000103', 'tg:700000021'])
    await page.addInitScript((value) => localStorage.setItem('gss-simulator-phones', value), open)
  }

async function take(stage: Stage, subject: Subject): Promise<void> {
  for (const [width, look] of [
    ['desk', DESK],
    ['hand', HAND],
  ] as const) {
    if (subject.only && subject.only !== width) continue
    const screen = await stage.window(subject.name, { ...look, ...(subject.as && { as: subject.as }) })
    await subject.prepare?.(screen.page)
    await stage.goes(screen, subject.path)
    await screen.sees(subject.sees)
    await settled(screen.page)
    await store(
      `${subject.name}-${look.size.width}`,
      await screen.page.screenshot({ animations: 'disabled' }),
    )
    await stage.leaves(screen)
  }
}

/** Fonts and pictures are there, and nothing is on its way any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready
    const pictures = [...document.images].filter((image) => image.loading !== 'lazy')
    await Promise.all(pictures.map((image) => image.decode().catch(() => undefined)))
  })
  await page.locator('.mantine-Skeleton-root, .ghost').first().waitFor({ state: 'detached' })
  // the stream of news stays open, so that the network is never idle; two frames without a change are enough
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))),
  )
}

async function store(name: string, picture: Buffer): Promise<void> {
  const path = join(FOLDER, `${name}.png`)
  await sharp(picture).png({ palette: true, quality: 90, effort: 10, compressionLevel: 9 }).toFile(path)
  const { size } = statSync(path)
  print(`${name}.png  ${Math.round(size / 1000)} kB`)
  if (size > MOST_BYTES) throw new Error(`${name}.png has ${size} bytes, at most ${MOST_BYTES}.`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
