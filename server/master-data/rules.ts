import type { Role } from '../platform/roles.ts'

/**
 * Who may create or change whom: admin everybody, CS technicians and CS (seed: "Admin/CS mendaftarkan akun untuk
 * Teknisi (TS) atau CS baru"). `from` is the role before, null for a new account.
 */
export function whyCannotManage(actor: Role, from: Role | null, to: Role): 'NOT_ALLOWED' | null {
  if (actor === 'admin') return null
  const theirs: readonly Role[] = ['technician', 'cs']
  if (actor === 'cs' && theirs.includes(to) && (from === null || theirs.includes(from))) return null
  return 'NOT_ALLOWED'
}

/** WhatsApp's customer service window: free text may be sent for 24 hours after the customer's last message. */
export const WINDOW_HOURS = 24
/** A message that leaves in the last minutes may arrive after the window closed. */
export const WINDOW_MARGIN_MINUTES = 5

/** Until when free text may be sent, or null when the window is shut. */
export function windowOpenUntil(lastInboundAt: Date | null, now: Date): Date | null {
  if (!lastInboundAt) return null
  const until = new Date(lastInboundAt.getTime() + WINDOW_HOURS * 3_600_000 - WINDOW_MARGIN_MINUTES * 60_000)
  return until > now ? until : null
}
