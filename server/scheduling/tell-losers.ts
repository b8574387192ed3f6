import type pg from 'pg'

/** A race of a thousand is one signal for the screens that watch it, not a thousand. */
const GATHER_MS = 400
const waiting = new WeakMap<pg.Pool, Set<string>>()

/**
 * Open race receipts in the office show those who came too late as well. A lost attempt is no event of the ticket's
 * history, so nothing is relayed: the screens are told directly, some hundred milliseconds later and together, and
 * never inside the race.
 */
export function tellLosers(pool: pg.Pool, ticketId: string): void {
  const gathered = waiting.get(pool)
  if (gathered) {
    gathered.add(ticketId)
    return
  }
  const tickets = new Set([ticketId])
  waiting.set(pool, tickets)
  setTimeout(() => {
    waiting.delete(pool)
    const changes = [...tickets].map((id) => ({
      id: 0,
      name: 'claimLost',
      ticketId: id,
      customerId: null,
      invoiceId: null,
      conversationId: null,
    }))
    // a payload may hold 8000 bytes; a screen that misses it shows the row at its next look
    for (let start = 0; start < changes.length; start += 25)
      pool
        .query('select pg_notify($1, $2)', ['gss_change', JSON.stringify(changes.slice(start, start + 25))])
        .catch(() => undefined)
  }, GATHER_MS).unref()
}
