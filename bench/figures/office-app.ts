import { browser } from '../../scripts/browser.ts'
import { zippedBytes } from '../bytes.ts'
import { atMost, type Figure } from '../figure.ts'
import { enrol } from '../people.ts'
import type { Stage } from '../stage.ts'

export const about = "bytes of the office's first screen"

/** The screen after signing in, with everything that it loads until nothing more comes. */
export async function measure(stage: Stage): Promise<Figure[]> {
  const { url: databaseUrl, db } = await stage.database()
  const node = await stage.node({ databaseUrl, vendors: await stage.vendors() })
  const [person] = await enrol(db, 'cs', 1)
  const opened = await browser()
  stage.later(() => opened.close())
  const context = await opened.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = (person?.cookie ?? '').split(/=(.*)/s)
  await context.addCookies([{ name, value, url: node.url }])
  const page = await context.newPage()
  const bytes = zippedBytes(page)
  await page.goto(`${node.url}/`, { waitUntil: 'load' })
  await page.getByRole('heading').first().waitFor()
  await page.waitForTimeout(1000)
  return [atMost("office's first screen, JS and CSS (gzip)", bytes() / 1000, 'KB', 200)]
}
