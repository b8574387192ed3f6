import { startWhatsapp, type Running } from '../whatsapp/start.ts'
import type { WireEnvelope, WireMessage, WireStatus, WireValue } from '../whatsapp/wire.ts'
import { ask, type Reply } from './ask.ts'
import { openReceiver, type Receiver } from './receiver.ts'

export type GraphError = {
  error: { code: number; error_subcode?: number; message: string; error_data?: { details: string } }
}
export type Sent = {
  messages: { id: string }[]
  contacts: { input: string; wa_id?: string; user_id?: string }[]
}

export type FakeWhatsapp = {
  running: Running
  receiver: Receiver
  /** POST /{phone_number_id}/messages with the token. */
  send(body: Record<string, unknown>): Promise<Reply<Sent & GraphError>>
  graph<T>(path: string, body?: unknown, method?: string): Promise<Reply<T>>
  sim<T>(path: string, body?: unknown, method?: string): Promise<Reply<T>>
  /** Values of all webhooks so far. */
  values(): WireValue[]
  statuses(): WireStatus[]
  messages(): WireMessage[]
  close(): Promise<void>
}

/** The fake WhatsApp with a server that only writes down what it hears. */
export async function fakeWhatsapp(): Promise<FakeWhatsapp> {
  const receiver = await openReceiver()
  const running = await startWhatsapp({ port: 0, webhookUrl: receiver.url })
  const token = running.desk.world.settings.accessToken
  const graph = <T>(path: string, body?: unknown, method?: string): Promise<Reply<T>> =>
    ask<T>(`${running.url}/v26.0/${path}`, body, { token, ...(method ? { method } : {}) })
  const values = (): WireValue[] =>
    receiver.received.flatMap(({ json }) =>
      (json as WireEnvelope).entry.flatMap((entry) => entry.changes.map((one) => one.value as WireValue)),
    )
  while (!running.desk.deliverer.verified) await running.desk.world.feed.changed(100)
  return {
    running,
    receiver,
    graph,
    send: (body) => graph('106540352242922/messages', { messaging_product: 'whatsapp', ...body }),
    sim: <T>(path: string, body?: unknown, method?: string) =>
      ask<T>(`${running.url}/_sim/${path}`, body, method ? { method } : {}),
    values,
    statuses: () => values().flatMap((value) => value.statuses ?? []),
    messages: () => values().flatMap((value) => value.messages ?? []),
    async close() {
      await running.close()
      receiver.close()
    },
  }
}
