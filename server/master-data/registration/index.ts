export type { CurrentData } from './answer-customer.ts'
export {
  type Ask,
  type Draft,
  EMPTY_DRAFT,
  type IgnoreReason,
  type Outcome,
  type Question,
  readDraft,
} from './build-outcome.ts'
export { type Reply, replyTo } from './write-reply.ts'
export type { CustomerFields, Note } from './read-registration.ts'
export { type IncomingMessage, isComplete, understandMessage } from './understand-message.ts'
