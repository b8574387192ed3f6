import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { browser } from '../scripts/browser.ts'
import { Caller, signIn } from './stage/api.ts'
import { CustomerPhone, StaffPhone } from './stage/phones.ts'
import { type Product, startProduct } from './stage/product.ts'
import { type Pace, Screen } from './stage/screen.ts'

const DESK = { width: 1440, height: 900 }
const HAND = { width: 390, height: 844 }
const PATIENCE_MS = 20_000
const PASSWORD = 'gss-demo'
/** Telegram ids are fixed in a rehearsal, on the server and in the simulator. */
const TELEGRAM = new Map([
  ['admin', 700000001],
  ['cs1', 700000011],
  ['sales1', 700000021],
  ['manager1', 700000031],
  ...Array.from({ length: 8 }, (_, index) => [`ts${index + 1}`, 700000101 + index] as const),
])

export type StageOptions = {
  /** a product that runs already; otherwise one is started and stopped with the stage */
  product?: Product
  /** a browser that can be seen; otherwise one without windows */
  browser?: Browser
  pace?: Pace
  /** what the story says while it is played */
  tell?: (line: string) => Promise<void> | void
}
type WindowOptions = {
  size?: typeof DESK
  /** pixels of the screen for one of the page */
  sharpness?: number
  at?: { latitude: number; longitude: number }
  /** signed in already, without the sign-in page */
  as?: string
}

/** A running product, a browser, and the people of a story with their screens and phones. */
export class Stage {
  readonly product: Product
  readonly #browser: Browser
  readonly #pace: Pace
  readonly #tell: (line: string) => Promise<void> | void
  readonly #phones = new Map<string, CustomerPhone | StaffPhone>()
  readonly #callers = new Map<string, Caller>()
  readonly #pages = new Map<string, Page>()
  readonly #faults: string[] = []
  #said = ''

  constructor(product: Product, opened: Browser, options: StageOptions) {
    this.product = product
    this.#browser = opened
    this.#pace = options.pace ?? { keyMs: 0, front: false }
    this.#tell = options.tell ?? (() => undefined)
  }

  /** Says what happens next; a demonstration shows it, and the message of a failure names it. */
  async tells(line: string): Promise<void> {
    this.#said = line
    await this.#tell(line)
  }

  /** A member of staff at the desk, signed in with the password. */
  async office(username: string): Promise<Screen> {
    const screen = await this.window(`office of ${username}`)
    await this.goes(screen, '/login')
    await screen.writes('Nama pengguna', username)
    await screen.writes('Kata sandi', PASSWORD)
    await screen.presses('Masuk')
    // the first page differs from role to role
    await screen.page.getByRole('navigation', { name: 'Navigasi', exact: true }).waitFor()
    return screen
  }

  /** A second window of somebody who is signed in already. */
  async another(screen: Screen, name: string): Promise<Screen> {
    return this.#take(name, await screen.page.context().newPage())
  }

  /** A technician's phone browser in the field, standing `at` this place; nobody is signed in yet. */
  async hand(username: string, at?: WindowOptions['at']): Promise<Screen> {
    return await this.window(`field app of ${username}`, { size: HAND, ...(at && { at }) })
  }

  /** The field app, signed in with the password. */
  async field(username: string, at?: WindowOptions['at']): Promise<Screen> {
    const screen = await this.hand(username, at)
    await this.signsInto(screen, username)
    return screen
  }

  /** Signs in to the field app with the password. */
  async signsInto(screen: Screen, username: string): Promise<void> {
    await this.goes(screen, '/field/')
    await screen.writes('Nama pengguna', username)
    await screen.writes('Kata sandi', PASSWORD)
    await screen.presses('Masuk')
    await screen.sees('Open Pool')
  }

  /** News of what others do no longer reach the page, as on a poor line; what it asks for itself still arrives. */
  async withoutNews(screen: Screen): Promise<void> {
    await screen.page.context().route('**/api/v1/events', (route) => route.abort())
  }

  /** An empty window of its own: nobody else's cookies. */
  async window(name: string, options: WindowOptions = {}): Promise<Screen> {
    const size = options.size ?? DESK
    const settings: BrowserContextOptions = {
      viewport: size,
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      deviceScaleFactor: options.sharpness ?? 1,
      ...(size === HAND && { hasTouch: true, isMobile: true }),
      ...(options.at && { geolocation: { ...options.at, accuracy: 12 }, permissions: ['geolocation'] }),
    }
    const context = await this.#browser.newContext(settings)
    context.setDefaultTimeout(PATIENCE_MS)
    if (options.as) await context.addCookies(await this.#cookiesOf(options.as))
    return this.#take(name, await context.newPage())
  }

  async #cookiesOf(username: string) {
    const pairs = (await this.api(username)).cookie.split('; ').map((pair) => pair.split(/=(.*)/s))
    return pairs.map(([name = '', value = '']) => ({ name, value, url: this.product.url }))
  }

  #take(name: string, page: Page): Screen {
    this.#pages.set(name, page)
    page.on('pageerror', (error) => this.#faults.push(`${name}: ${error.message}`))
    page.on('response', (response) => {
      if (response.status() >= 500) this.#faults.push(`${name}: ${response.status()} ${response.url()}`)
    })
    return new Screen(page, page.locator('body'), this.#pace)
  }

  /** Opens an address of the product, or any other. */
  async goes(screen: Screen, address: string): Promise<void> {
    await screen.page.goto(new URL(address, this.product.url).href)
  }

  /** The page with the simulated phones of these people side by side; `part('Ponsel Ratna Dewi')` is one of them. */
  async phones(...people: (CustomerPhone | StaffPhone)[]): Promise<Screen> {
    const screen = await this.window('simulated phones')
    const open = people.map((one) => `${one instanceof CustomerPhone ? 'wa' : 'tg'}:${one.id}`)
    await screen.page.addInitScript(
      ([key, value]) => localStorage.setItem(key ?? '', value ?? ''),
      ['gss-simulator-phones', JSON.stringify(open)],
    )
    await this.goes(screen, '/simulator')
    for (const one of people) await screen.part(`Ponsel ${one.name}`).sees(one.name)
    return screen
  }

  /** A customer with a WhatsApp phone of this number; bought on the spot when nobody has it. */
  async customer(name: string, phone: string): Promise<CustomerPhone> {
    const base = this.product.whatsappUrl
    const digits = phone.replaceAll(/\D/g, '').replace(/^0/, '62')
    const known = await fetch(`${base}/_sim/people/${digits}`)
    const answer = known.ok ? known : await control(`${base}/_sim/people`, { name, phone: digits })
    const { person } = (await answer.json()) as { person: { id: string; name: string } }
    return this.#keep(new CustomerPhone(base, person.id, person.name))
  }

  /** The Telegram of a member of staff. */
  async staff(username: string): Promise<StaffPhone> {
    const id = TELEGRAM.get(username)
    const base = this.product.telegramUrl
    const { person } = (await (await fetch(`${base}/_sim/people/${id}`)).json()) as {
      person: { firstName: string; lastName?: string }
    }
    const name = [person.firstName, person.lastName].filter(Boolean).join(' ')
    return this.#keep(new StaffPhone(base, String(id), name))
  }

  #keep<P extends CustomerPhone | StaffPhone>(phone: P): P {
    const kept = this.#phones.get(phone.name)
    if (kept) return kept as P
    this.#phones.set(phone.name, phone)
    return phone
  }

  /** The HTTP interface as this member of staff, signed in once; without a name, as a stranger. */
  async api(username?: string): Promise<Caller> {
    if (!username) return new Caller(this.product.url)
    const kept = this.#callers.get(username) ?? (await signIn(this.product.url, username))
    this.#callers.set(username, kept)
    return kept
  }

  /** Errors that a page threw while the story was played. */
  get faults(): readonly string[] {
    return this.#faults
  }

  /** Takes a picture of every window and says what everybody saw; for the message of a failure. */
  async describe(error: unknown): Promise<Error> {
    const folder = join(this.product.folder, 'failure')
    mkdirSync(folder, { recursive: true })
    const pictures: string[] = []
    for (const [name, page] of this.#pages) {
      const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.png`)
      await page.screenshot({ path, fullPage: true, timeout: 5000 }).then(
        () => pictures.push(`${path}  ${page.url()}`),
        () => undefined,
      )
    }
    const chats = await Promise.all(
      [...this.#phones.values()].map((phone) => phone.transcript().catch(String)),
    )
    const { message } = error as Error
    return new Error(
      [
        `${message}\nThe story was at: ${this.#said}`,
        ...this.#faults.map((fault) => `page error: ${fault}`),
        ...pictures,
        ...chats,
        `--- server\n${this.product.lastLines()}`,
      ].join('\n'),
      { cause: error },
    )
  }

  /** Closes one window. */
  async leaves(screen: Screen): Promise<void> {
    for (const [name, page] of this.#pages) if (page === screen.page) this.#pages.delete(name)
    await screen.page.context().close()
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.product.stop()
  }
}

async function control(url: string, body: unknown): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return response
}

/** Starts the product (unless one is given) and opens the browser. `name` is the folder of its data and pictures. */
export async function openStage(name: string, options: StageOptions = {}): Promise<Stage> {
  const [product, opened] = await Promise.all([
    options.product ?? startProduct(name),
    options.browser ?? browser(),
  ])
  return new Stage(product, opened, options)
}
