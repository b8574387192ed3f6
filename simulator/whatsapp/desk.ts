import type { Deliverer } from './deliver.ts'
import type { Limits } from './limits.ts'
import type { Mixer } from './outbound-events.ts'
import type { World } from './world.ts'

/** The parts that work on one world. */
export type Desk = { world: World; deliverer: Deliverer; mixer: Mixer; limits: Limits }
