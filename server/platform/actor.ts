import type { Role } from './roles.ts'

/** Who acts. Every use-case takes one; bots, web and scheduled tasks build the same thing. */
export type Staff = { kind: 'staff'; id: string; name: string; role: Role; owes?: Owed }
/** What a person must do before anything else: replace a password that others know, set up the second factor. */
export type Owed = 'PASSWORD_CHANGE_NEEDED' | 'SECOND_FACTOR_NEEDED'
export type CustomerActor = { kind: 'customer'; id: string | null }
export type System = { kind: 'system'; id: null }
export type Actor = Staff | CustomerActor | System

export const SYSTEM: System = { kind: 'system', id: null }
