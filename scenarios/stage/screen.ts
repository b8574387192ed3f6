import type { Locator, Page } from 'playwright-core'

/** How quickly somebody acts: a test at once, a demonstration so that one can follow. */
export type Pace = { keyMs: number; front: boolean }

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A window, or a part of one, with the verbs of somebody who reads, writes and presses. Every verb waits. */
export class Screen {
  readonly page: Page
  readonly #root: Locator
  readonly #pace: Pace

  constructor(page: Page, root: Locator, pace: Pace) {
    this.page = page
    this.#root = root
    this.#pace = pace
  }

  /** Waits until the text can be read here; answers its place, to read more from it. */
  async sees(text: string | RegExp): Promise<Locator> {
    const found = this.#root.getByText(text).filter({ visible: true }).first()
    await found.waitFor()
    return found
  }

  /** Waits until the text can no longer be read here. */
  async missesNow(text: string | RegExp): Promise<void> {
    await this.#root.getByText(text).filter({ visible: true }).first().waitFor({ state: 'hidden' })
  }

  /** In how many places this can be read here. */
  async count(text: string | RegExp): Promise<number> {
    return await this.#root.getByText(text).filter({ visible: true }).count()
  }

  /** Presses the button, link, tab or menu entry of this name. */
  async presses(name: string | RegExp): Promise<void> {
    await this.#comeForward()
    await this.named(name).click()
  }

  /** What can be pressed under this name. */
  named(name: string | RegExp): Locator {
    const options = { name, exact: true }
    return this.#root
      .getByRole('button', options)
      .or(this.#root.getByRole('link', options))
      .or(this.#root.getByRole('tab', options))
      .or(this.#root.getByRole('menuitem', options))
      .filter({ visible: true })
  }

  /** Writes into the field of this label instead of what was there. */
  async writes(label: string, text: string): Promise<void> {
    await this.#comeForward()
    const field = this.field(label)
    if (this.#pace.keyMs === 0 || (await field.getAttribute('type')) === 'date') return await field.fill(text)
    await field.fill('')
    await field.pressSequentially(text, { delay: this.#pace.keyMs })
  }

  /** Chooses a radio button, such as one part of a switch. */
  async chooses(name: string | RegExp): Promise<void> {
    await this.#comeForward()
    // the radio itself is invisible, its label is what people press
    await this.#root.getByRole('radio', { name, exact: true }).check({ force: true })
  }

  /** Ticks a box. */
  async ticks(label: string): Promise<void> {
    await this.#comeForward()
    await this.#root.getByLabel(label).check()
  }

  /** Waits until the field shows this. */
  async reads(label: string, text: string | RegExp): Promise<void> {
    const field = this.field(label)
    const fits = (value: string) => (typeof text === 'string' ? value === text : text.test(value))
    await until(
      async () => fits(await field.inputValue()),
      async () => `"${label}" should read ${text}, but reads "${await field.inputValue()}"`,
    )
  }

  /** The field of this label, required or not. */
  field(label: string): Locator {
    return this.#root
      .getByLabel(new RegExp(`^${escaped(label)}(\\s*(\\*|\\([^)]*\\)))?$`))
      .and(this.page.locator('input, textarea, select'))
      .filter({ visible: true })
  }

  /** Hands over files, as the camera or the file dialog would. */
  async attaches(label: string | RegExp, ...paths: string[]): Promise<void> {
    await this.#comeForward()
    await this.#root.getByLabel(label).and(this.page.locator('input[type=file]')).first().setInputFiles(paths)
  }

  /** The open dialog (or side sheet) of this title. */
  dialog(title: string | RegExp): Screen {
    return this.#part(this.page.getByRole('dialog', { name: title }))
  }

  /** Presses the button of the open dialog and waits until it is closed, as it is when the server has agreed. */
  async agrees(title: string | RegExp, button: string): Promise<void> {
    await this.dialog(title).presses(button)
    await this.page.getByRole('dialog').first().waitFor({ state: 'detached' })
  }

  /** The part of this name: a phone, a chat, a list. */
  part(name: string | RegExp): Screen {
    return this.#part(
      this.#root.getByRole('region', { name }).or(this.#root.getByRole('log', { name })).first(),
    )
  }

  /** A set of choices under one heading. */
  group(name: string | RegExp): Screen {
    return this.#part(this.#root.getByRole('group', { name }))
  }

  /** The row or card in which this can be read. */
  entry(text: string | RegExp): Screen {
    return this.#part(
      this.#root.locator('tr, li, article').filter({ hasText: text }).filter({ visible: true }).last(),
    )
  }

  /** Presses a key, for what people do without the mouse. */
  async types(key: string): Promise<void> {
    await this.page.keyboard.press(key)
  }

  /** Draws with the finger: here, a signature. */
  async signs(label: string): Promise<void> {
    await this.#comeForward()
    const pad = this.#root.getByLabel(label)
    await pad.scrollIntoViewIfNeeded()
    const box = await pad.boundingBox()
    if (!box) throw new Error(`"${label}" is not on the screen`)
    const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const
    await this.page.mouse.move(...at(0.12, 0.6))
    await this.page.mouse.down()
    for (const [x, y] of SIGNATURE) await this.page.mouse.move(...at(x, y), { steps: 3 })
    await this.page.mouse.up()
  }

  #part(root: Locator): Screen {
    return new Screen(this.page, root, this.#pace)
  }

  async #comeForward(): Promise<void> {
    if (this.#pace.front) await this.page.bringToFront()
  }
}

/** One flowing line, in parts of the pad. */
const SIGNATURE = [
  [0.18, 0.25],
  [0.24, 0.7],
  [0.3, 0.4],
  [0.36, 0.62],
  [0.43, 0.38],
  [0.5, 0.66],
  [0.58, 0.42],
  [0.66, 0.6],
  [0.76, 0.45],
  [0.88, 0.72],
] as const

const PATIENCE_MS = 20_000
const LOOK_AGAIN_MS = 150

/** Looks until it is true; for what no locator can wait for. */
export async function until(
  isTrue: () => Promise<boolean>,
  complaint: () => string | Promise<string>,
): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(await complaint())
    await new Promise((done) => setTimeout(done, LOOK_AGAIN_MS))
  }
}
