import { envelopeOf } from './envelope.ts'
import type { Deliverer } from './deliver.ts'
import type { WireChange, WireValue } from './wire.ts'
import type { World } from './world.ts'

type Item = { key: string; value: WireValue }
type Stream = 'inbound' | 'status'

const GATHER_MS = 600

/** Between "something happened" and the webhook: here updates get doubled, swapped and batched when asked for. */
export class Mixer {
  private world: World
  private deliverer: Deliverer
  private gathered: Record<Stream, Item[]> = { inbound: [], status: [] }

  constructor(world: World, deliverer: Deliverer) {
    this.world = world
    this.deliverer = deliverer
  }

  /** Ends when the first delivery was tried, or at once when it is held back on purpose. */
  async emit(stream: Stream, key: string, value: WireValue): Promise<void> {
    const faults = this.world.state.faults
    const item: Item = { key, value }
    const reorder = stream === 'inbound' ? faults.inboundReorder : faults.statusReorder
    const batch = stream === 'inbound' ? faults.inboundBatch : faults.statusBatch
    const twice = stream === 'inbound' ? faults.inboundDuplicate : faults.statusDuplicate
    const items = twice ? [item, item] : [item]
    if (!reorder && !batch) {
      await Promise.all(
        items.map((one) => this.deliverer.send(one.key, envelopeOf(this.world, [[changeOf(one.value)]]))),
      )
      return
    }
    if (this.gathered[stream].length === 0)
      this.world.timers.after(GATHER_MS, () => this.release(stream, reorder, batch))
    this.gathered[stream].push(...items)
  }

  private release(stream: Stream, reorder: boolean, batch: boolean): void {
    const items = this.gathered[stream]
    this.gathered[stream] = []
    if (reorder) items.reverse()
    if (batch) {
      // Two changes per entry, so that readers of entry[0].changes[0] lose most of them.
      const changes = merged(items)
      const entries: WireChange[][] = []
      for (let i = 0; i < changes.length; i += 2) entries.push(changes.slice(i, i + 2))
      void this.deliverer.send('batch', envelopeOf(this.world, entries))
      return
    }
    for (const one of items)
      void this.deliverer.send(one.key, envelopeOf(this.world, [[changeOf(one.value)]]))
  }
}

/** Puts everything of one person into one value, so that a value carries several messages or statuses. */
function merged(items: Item[]): WireChange[] {
  const byKey = new Map<string, WireValue>()
  for (const { key, value } of items) {
    const known = byKey.get(key)
    if (!known) byKey.set(key, { ...value })
    else {
      if (value.messages) known.messages = [...(known.messages ?? []), ...value.messages]
      if (value.statuses) known.statuses = [...(known.statuses ?? []), ...value.statuses]
    }
  }
  return [...byKey.values()].map(changeOf)
}

const changeOf = (value: WireValue): WireChange => ({ field: 'messages', value })
