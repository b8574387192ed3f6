import { Agent, request } from 'node:http'
import type { Person } from '../people.ts'

/** What came back: the code of the refusal, WON, or LOST_ANSWER when the connection broke before there was one. */
export type Answer = { outcome: string; status: number }

/** A crowd on open connections, as phones behind a few carriers are. */
export class Crowd {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 100, scheduling: 'fifo' })
  /** how many answers of each kind there were */
  readonly counts = new Map<string, number>()

  /** Presses Ambil Job. */
  async claim(node: string, person: Person, ticketId: string): Promise<Answer> {
    const answer = await this.#send('POST', `${node}/api/v1/tickets/${ticketId}/claim`, person)
    this.counts.set(answer.outcome, (this.counts.get(answer.outcome) ?? 0) + 1)
    return answer
  }

  /** Gives the seat back. */
  async release(node: string, person: Person, ticketId: string): Promise<Answer> {
    return await this.#send('DELETE', `${node}/api/v1/tickets/${ticketId}/claim`, person)
  }

  close(): void {
    this.#agent.destroy()
  }

  #send(method: string, url: string, person: Person): Promise<Answer> {
    return new Promise((done) => {
      const call = request(
        url,
        { method, agent: this.#agent, headers: { cookie: person.cookie } },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (part: string) => (text += part))
          response.on('end', () =>
            done({ status: response.statusCode ?? 0, outcome: outcomeOf(response.statusCode ?? 0, text) }),
          )
          response.on('error', () => done(LOST))
        },
      )
      call.on('error', () => done(LOST))
      call.end()
    })
  }
}

const LOST: Answer = { outcome: 'LOST_ANSWER', status: 0 }

function outcomeOf(status: number, text: string): string {
  if (status < 300) return 'WON'
  try {
    return (JSON.parse(text) as { code?: string }).code ?? `HTTP_${status}`
  } catch {
    return `HTTP_${status}`
  }
}
