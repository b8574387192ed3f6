import { fieldQueue } from '../offline/field-queue.ts'
import type { Work } from '../offline/queue-order.ts'

type JobRef = { id: string; code: string }

/**
 * Stores work on the phone and lets it go out as soon as there is a signal. False when the phone could not even
 * store it (full): then nothing was done and the screen must say so.
 */
export async function doWork(ticket: JobRef, work: Work, staffId: string): Promise<boolean> {
  try {
    await fieldQueue.add(ticket, work, staffId)
    return true
  } catch {
    return false
  }
}

export const now = () => new Date().toISOString()
