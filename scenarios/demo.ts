import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium } from 'playwright-core'
import { browser } from '../scripts/browser.ts'
import { findProduct, type Product, startProduct } from './stage/product.ts'
import { openStage, type Stage } from './stage.ts'
import { cast } from './story/play.ts'
import { story } from './story/story.ts'

const TIME_TO_READ_MS = 1800
const KEY_MS = 28
const SLOW_MS = 220

/** Plays the whole thread at a speed that one can follow: `npm run demo`. */
export async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 8080)
  const running = await findProduct('demo', port)
  if (!running) print('Starting the product with empty data ...')
  const product = running ?? (await startProduct('demo', { built: true, port }))
  const visible = await openWindow()
  sayWhereToWatch(product, visible !== null)
  const stage = await openStage('demo', {
    product,
    browser: visible ?? (await browser()),
    pace: { keyMs: KEY_MS, front: visible !== null },
    tell: async (line) => {
      print(`   ${line}`)
      await sleep(TIME_TO_READ_MS)
    },
  })
  try {
    await playStory(stage)
    await lookAround(product, running === null)
  } catch (error) {
    process.exitCode = 1
    print(String((await stage.describe(error)).message))
  }
  await stage.close()
}

async function playStory(stage: Stage): Promise<void> {
  const play = await cast(stage)
  for (const [index, chapter] of story.entries()) {
    print(`\n${index + 1}. ${chapter.title}`)
    await chapter.play(play)
  }
  print('\nThe story is over.')
}

/** A browser with windows, where there is a screen to show them on and a Chrome to show. */
async function openWindow(): Promise<Browser | null> {
  const { platform, env } = process
  if (platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) return null
  const own = env['CHROMIUM_PATH']
  const which = own ? { executablePath: own } : { channel: 'chrome' }
  try {
    return await chromium.launch({ ...which, headless: false, slowMo: SLOW_MS })
  } catch {
    print('No Chrome was found to show the story in; set CHROMIUM_PATH to one.')
    return null
  }
}

function sayWhereToWatch({ url }: Product, visible: boolean): void {
  print(
    visible
      ? 'The story plays in the windows that open now. More of it:'
      : 'Watch the story in your own browser:',
  )
  print(`   ${url}/simulator   the phones of customers and staff`)
  print(`   ${url}/            the office, as cs1 with the password gss-demo`)
  print(`   ${url}/field/      the technicians' app, as ts5`)
}

/** What was started here stays for whoever wants to look around, as long as somebody sits at the terminal. */
async function lookAround({ url }: Product, started: boolean): Promise<void> {
  if (!started || !process.stdout.isTTY) return
  print(`The product goes on at ${url}; Ctrl-C ends it.`)
  // a pending promise alone does not keep the process
  const alive = setInterval(() => undefined, 60_000)
  await new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, done)
  })
  clearInterval(alive)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
