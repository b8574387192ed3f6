import type { Page } from 'playwright-core'
import { browser } from '../../scripts/browser.ts'
import { zippedBytes } from '../bytes.ts'
import { atMost, type Figure, percentile, told } from '../figure.ts'
import { enrol } from '../people.ts'
import type { Stage } from '../stage.ts'

export const about = "bytes and largest paint of the technicians' first screen on a slow phone"

const ROUNDS = 3
/** Lighthouse's mobile profile: slow 4G and a processor four times slower. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
}
const SLOWER = 4

/** An installed browser without anything of the app, so that the service worker helps nobody. */
export async function measure(stage: Stage): Promise<Figure[]> {
  const { url: databaseUrl, db } = await stage.database()
  const node = await stage.node({ databaseUrl, vendors: await stage.vendors() })
  const [person] = await enrol(db, 'technician', 1)
  const opened = await browser()
  stage.later(() => opened.close())
  const paints: number[] = []
  let bytes = 0
  for (let round = 0; round < ROUNDS; round++) {
    const context = await opened.newContext({
      viewport: { width: 390, height: 844 },
      serviceWorkers: 'block',
    })
    const [name = '', value = ''] = (person?.cookie ?? '').split(/=(.*)/s)
    await context.addCookies([{ name, value, url: node.url }])
    const page = await context.newPage()
    const loaded = zippedBytes(page)
    paints.push(await largestPaint(page, `${node.url}/field/`))
    bytes = loaded()
    await context.close()
  }
  return [
    atMost("technicians' first screen, JS and CSS (gzip)", bytes / 1000, 'KB', 120),
    atMost(
      `technicians' first screen, largest paint, median of ${ROUNDS}`,
      percentile(paints, 0.5),
      'ms',
      1800,
    ),
    told('largest paint, slowest', percentile(paints, 1), 'ms'),
  ]
}

async function largestPaint(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_4G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(() => {
    const heard = globalThis as unknown as { largest: number }
    heard.largest = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) heard.largest = entry.startTime
    }).observe({ type: 'largest-contentful-paint', buffered: true })
  })
  await page.goto(url, { waitUntil: 'load' })
  // the pool itself, empty or not, is the first screen; until it is there the rest only stands in for it
  await page.locator('main .state, main .card').first().waitFor()
  await page.waitForTimeout(500)
  return await page.evaluate(() => (globalThis as unknown as { largest: number }).largest)
}
