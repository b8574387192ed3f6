import type { Role } from './roles.ts'

/** Who acts. Every use-case takes one; bots, web and scheduled tasks build the same thing. */
export type Staff = { kind: 'staff'; id: string; name: string; role: Role }
export type CustomerActor = { kind: 'customer'; id: string | null }
export type System = { kind: 'system'; id: null }
export type Actor = Staff | CustomerActor | System

export const SYSTEM: System = { kind: 'system', id: null }
