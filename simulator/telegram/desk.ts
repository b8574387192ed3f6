import type { Limits } from './limits.ts'
import type { Updates } from './updates.ts'
import type { WebhookSender } from './webhook.ts'
import type { World } from './world.ts'

/** The parts that work on one world. */
export type Desk = { world: World; updates: Updates; sender: WebhookSender; limits: Limits }
