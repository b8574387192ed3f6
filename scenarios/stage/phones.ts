// The simulated phones by their control calls: what a person reads and does in a chat.
const WAIT_MS = 20_000

/** A chat message as the simulator tells it; the wire forms of both vendors are left to its own tests. */
export type ChatMessage = {
  seq: number
  rev?: number
  id: string | number
  from: string
  text: string
  deleted?: boolean
  mediaUrl?: string
  media?: { mimeType?: string; filename?: string }
  file?: { mimeType?: string; name?: string }
  wire?: { reply_markup?: { inline_keyboard?: { text: string; callback_data?: string; url?: string }[][] } }
}
type Pressed = { callback?: { text?: string | null; alert?: boolean }; url?: string }

/** One person's chat with the business. Every look begins at what the person wrote, pressed or read last. */
abstract class Phone {
  readonly name: string
  readonly id: string
  protected readonly base: string
  protected seen = 0

  constructor(base: string, id: string, name: string) {
    this.base = base
    this.id = id
    this.name = name
  }

  protected abstract readonly look: string

  /** Has read everything so far: what is waited for from now on must be newer. */
  async readsAll(): Promise<void> {
    const messages = await this.messages()
    this.seen = Math.max(this.seen, ...messages.map((one) => one.rev ?? one.seq))
  }

  /** Writes a message and sends it. */
  async writes(text: string): Promise<void> {
    await this.readsAll()
    await this.act({ type: 'text', text })
  }

  /** Waits for a message of the business with this text, newer than what the person did last. */
  async sees(text: string): Promise<ChatMessage> {
    const query = `since=${this.seen}&wait=${WAIT_MS}&contains=${encodeURIComponent(text)}${this.look}`
    const { messages } = await this.ask<{ messages: ChatMessage[] }>(`/messages?${query}`)
    const found = messages.findLast((message) => !message.deleted)
    if (!found) throw new Error(`${this.name} never saw "${text}".\n${await this.transcript()}`)
    return found
  }

  /** Everything in the chat so far. */
  async messages(): Promise<ChatMessage[]> {
    return (await this.ask<{ messages: ChatMessage[] }>('/messages')).messages
  }

  /** The chat as text, for the message of a failure. */
  async transcript(): Promise<string> {
    const lines = (await this.messages()).map((one) => `${one.from === 'person' ? '>' : '<'} ${one.text}`)
    return `--- chat of ${this.name}\n${lines.join('\n')}`
  }

  /** The bytes of the document that came with a message. */
  async opens(message: ChatMessage): Promise<Buffer> {
    if (!message.mediaUrl) throw new Error(`No document came with "${message.text}"`)
    return Buffer.from(await (await fetch(message.mediaUrl)).arrayBuffer())
  }

  protected async act<T = unknown>(what: object, query = ''): Promise<T> {
    return await this.ask<T>(`/messages${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(what),
    })
  }

  protected async ask<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await fetch(`${this.base}/_sim/people/${this.id}${path}`, init)
    if (!response.ok) throw new Error(`${this.name}${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
}

/** A customer's WhatsApp. */
export class CustomerPhone extends Phone {
  protected override readonly look = '&from=business'

  /** Does something other than writing text, in the words of the simulator (`{type: 'location', ...}`). */
  async does(what: object): Promise<void> {
    await this.act(what)
  }

  /** The customer's own page, from the link in the newest message that has one. */
  async link(): Promise<string> {
    const links = (await this.messages()).map((one) => /https?:\/\/\S+\/t\/[\w-]+/.exec(one.text)?.[0])
    const link = links.findLast(Boolean)
    if (!link) throw new Error(`${this.name} has no link.\n${await this.transcript()}`)
    return link
  }
}

/** A member of staff's Telegram. */
export class StaffPhone extends Phone {
  // an edited card counts as new
  protected override readonly look = '&from=bot&by=rev'

  /** Presses a button below the newest message that has it; answers what the bot said to that, or the link. */
  async taps(button: string, on = ''): Promise<{ answer: string; url: string }> {
    const fits = (message: ChatMessage) =>
      !message.deleted && message.text.includes(on) && hasButton(message, button)
    const message = (await this.messages()).findLast(fits)
    if (!message) throw new Error(`${this.name} has no button "${button}".\n${await this.transcript()}`)
    this.seen = Math.max(this.seen, message.rev ?? message.seq)
    const press = { type: 'press', messageId: message.id, button }
    const { callback, url } = await this.act<Pressed>(press, `?wait=${WAIT_MS}`)
    return { answer: callback?.text ?? '', url: url ?? '' }
  }

  /** Does something other than writing text, in the words of the simulator (`{type: 'album', ...}`). */
  async does(what: object): Promise<void> {
    await this.readsAll()
    await this.act(what)
  }

  /** Presses a button as soon as there is one, and waits for what the bot says then. */
  async answers(button: string, thenSees: string): Promise<void> {
    const end = Date.now() + WAIT_MS
    const there = async () => (await this.messages()).some((one) => !one.deleted && hasButton(one, button))
    while (!(await there()) && Date.now() < end) await new Promise((done) => setTimeout(done, 50))
    await this.taps(button)
    await this.sees(thenSees)
  }

  /** Does the newest message with this text still have the button? */
  async canTap(button: string, on: string): Promise<boolean> {
    const message = (await this.messages()).findLast((one) => !one.deleted && one.text.includes(on))
    return message !== undefined && hasButton(message, button)
  }
}

function hasButton(message: ChatMessage, button: string): boolean {
  return (message.wire?.reply_markup?.inline_keyboard ?? []).flat().some((one) => one.text === button)
}
