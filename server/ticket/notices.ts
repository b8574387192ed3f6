import type { Db, Tx } from '../platform/db.ts'
import type { Outgoing } from '../platform/outbox.ts'
import type { EventName, GssEvent } from './events.ts'

/** What one event means for somebody: the messages that go out because of it. `look` reads inside the relay's transaction. */
export type Notice<N extends EventName> = (event: GssEvent<N>, look: Tx | Db) => Promise<Outgoing[]>

/** For every event somebody has decided who hears of it; an empty list is a decision too. */
export type Notices = { [N in EventName]: readonly Notice<N>[] }

/** Background tasks that an event sets off, by task name; the payload is the event's id. */
export type Reactions = Partial<Record<EventName, readonly string[]>>
