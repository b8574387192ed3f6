import type { FieldWork, Me, Ticket } from '../../shared/api/shapes.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchFieldWork, fetchTicket } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { useSession } from '../data/session.ts'
import { fieldQueue, useQueue } from '../offline/field-queue.ts'
import type { QueueItem } from '../offline/queue-order.ts'

const NO_WORK: FieldWork = {
  attendance: [],
  photos: [],
  notes: [],
  bast: null,
  olderBast: [],
  extensions: [],
  letters: [],
  missingForDone: ['CHECK_IN', 'BAST'],
  demands: { photosBefore: 0, photosAfter: 0, secondProofNeeded: false },
}

export type Job = {
  ticket: Ticket
  work: FieldWork
  /** what still waits on this phone */
  waiting: readonly QueueItem[]
  /** what the server has, but `ticket` and `work` do not show yet */
  arrived: readonly QueueItem[]
  /** those of them that the lists of `work` do not have yet */
  unlisted: readonly QueueItem[]
  me: Me
}

export function useMe(): Me {
  const session = useSession()
  if (session.kind !== 'in') throw new Error('no session')
  return session.me
}

export function useJobAnswers(id: string) {
  const me = useMe()
  const queue = useQueue()
  const ticket = useAnswer(keys.ticket(id), () => fetchTicket(id))
  const work = useAnswer(keys.fieldWork(id), () => fetchFieldWork(id))
  const own = (item: QueueItem) => item.ticketId === id && item.staffId === me.id
  const waiting = queue.items.filter(own)
  const arrived = queue.arrived.filter(own)
  const unlisted = arrived.filter((item) => !fieldQueue.isIn(item, work.asked))
  const both = {
    ...ticket,
    value:
      ticket.value && (work.value || work.problem)
        ? { ticket: ticket.value, work: work.value ?? NO_WORK, waiting, arrived, unlisted, me }
        : undefined,
    problem: ticket.problem ?? work.problem,
    reload: async () => void (await Promise.all([ticket.reload(), work.reload()])),
  }
  return both
}
