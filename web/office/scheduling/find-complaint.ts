import { answer, api } from '../../shared/api/client.ts'
import type { Complaint } from '../../shared/api/shapes.ts'

const PAGES = 5

/**
 * An open complaint by its id, or null when it was dealt with meanwhile. There is no call for a single complaint, so
 * the queue is read; it is short, because every complaint in it waits for somebody.
 */
export async function findComplaint(id: string): Promise<Complaint | null> {
  let cursor: string | null = null
  for (let page = 0; page < PAGES; page++) {
    const list: { items: Complaint[]; nextCursor: string | null } = await answer(
      api.GET('/api/v1/complaints', {
        params: { query: { status: 'OPEN', limit: 100, ...(cursor && { cursor }) } },
      }),
    )
    const found = list.items.find((complaint) => complaint.id === id)
    if (found) return found
    cursor = list.nextCursor
    if (!cursor) break
  }
  return null
}
