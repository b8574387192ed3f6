import { createContext, useContext } from 'react'
import type { Faults as TgFaults } from '../../telegram/faults.ts'
import type { Callback, ChatMessage as TgMessage, Person as TgPerson } from '../../telegram/state.ts'
import type { WireUser } from '../../telegram/wire.ts'
import type { Faults as WaFaults } from '../../whatsapp/faults.ts'
import type { ChatMessage as WaMessage, Person as WaPerson } from '../../whatsapp/state.ts'
import { call } from './calls.ts'
import { VendorStore, type Base } from './vendor.ts'

export type WaStore = VendorStore<WaPerson, WaMessage, WaFaults, { name: string; phone: string }>
export type TgStore = VendorStore<TgPerson, TgMessage, TgFaults, { bot: WireUser }>
export type Stores = { wa: WaStore | null; tg: TgStore | null }

/** Answers to button presses are not part of a chat, so phones listen to them here. */
export const callbackEvents = new EventTarget()

function waStore(base: string, first: Base<WaPerson, WaFaults>): WaStore {
  return new VendorStore(
    base,
    first,
    (answer) => (answer as typeof answer & { business: { name: string; phone: string } }).business,
  )
}

function tgStore(base: string, first: Base<TgPerson, TgFaults>): TgStore {
  const read = (answer: Base<TgPerson, TgFaults>): { bot: WireUser } => ({
    bot: (answer as typeof answer & { bot: WireUser }).bot,
  })
  return new VendorStore(base, first, read, (event) => {
    if (event.kind !== 'callback') return
    const { callback } = event as unknown as { callback: Callback }
    callbackEvents.dispatchEvent(new CustomEvent('callback', { detail: callback }))
  })
}

type Any = Base<WaPerson, WaFaults> | Base<TgPerson, TgFaults>

const connect = (base: string, first: Any): Partial<Stores> =>
  first.vendor === 'whatsapp'
    ? { wa: waStore(base, first as Base<WaPerson, WaFaults>) }
    : { tg: tgStore(base, first as Base<TgPerson, TgFaults>) }

/** The process that served this page, and the other one when it is there. */
export async function openStores(): Promise<Stores> {
  const own = await call<Any>('', 'GET', '/_sim/state')
  const peer = own.peerUrl
    ? await call<Any>(own.peerUrl, 'GET', '/_sim/state').catch(() => undefined)
    : undefined
  return {
    wa: null,
    tg: null,
    ...connect('', own),
    ...(peer && own.peerUrl ? connect(own.peerUrl, peer) : {}),
  }
}

export const StoresContext = createContext<Stores>({ wa: null, tg: null })

export function useWa(): WaStore {
  const { wa } = useContext(StoresContext)
  if (!wa) throw new Error('no WhatsApp process')
  return wa
}

export function useTg(): TgStore {
  const { tg } = useContext(StoresContext)
  if (!tg) throw new Error('no Telegram process')
  return tg
}
