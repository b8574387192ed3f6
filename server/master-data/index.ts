export { activateCustomer, changeCustomer, createCustomer } from './change-customer.ts'
export { noteOwnPassword } from './change-staff.ts'
export { createFirstAdmin, DEMO_PASSWORD, seedRehearsal } from './create-first-admin.ts'
export { answerConversation } from './inbox/answer-conversation.ts'
export type { AnswerOptions } from './inbox/take-attachments.ts'
export {
  type Delivery,
  dropParked,
  noteDelivery,
  noteSent,
  readRecipient,
  readReply,
  type Recipient,
  recordOutgoing,
  restartMessage,
  type StaffReply,
} from './inbox/note-delivery.ts'
export { type CompanyProfile, escapeLike, readCompany } from './reads.ts'
export { changeIdentity } from './inbox/change-identity.ts'
export { conversationOf, type Sender } from './inbox/find-conversation.ts'
export { type InboundMessage, keepMessage, type Received, receiveMessage } from './inbox/receive-message.ts'
export { takeComplaint } from './inbox/report-complaint.ts'
export { channelHealthRoutes } from './channel-health/routes.ts'
export { channelHealthCron, channelHealthTasks } from './channel-health/tasks.ts'
export { keepNumber, type NumberFacts } from './channel-health/keep-number.ts'
export { notePrice, type Price } from './channel-health/note-price.ts'
export { endTroubles, raiseTrouble, tellDeadUpdate, type Trouble } from './channel-health/raise-trouble.ts'
export { ENDS_WITH_SENDING, troubleOfCode } from './channel-health/rules.ts'
export { inboxRoutes } from './inbox/routes.ts'
export { importTasks } from './import/tasks.ts'
export { masterDataRoutes } from './routes.ts'
export { fillTemplate, windowOpenUntil } from './rules.ts'
export { isComplete as isCompleteMessage } from './registration/index.ts'
export { followTemplate, keepTemplates, type KnownTemplate } from './inbox/list-templates.ts'
export { failMedia, storeMedia, waitingMedia } from './inbox/store-media.ts'
export { setMarketingOf } from './inbox/set-marketing.ts'
export { SECOND_FACTOR_RULE } from './staff/reads.ts'
export { readLogo, readSigning } from './settings/change-picture.ts'
export { followChatTexts } from './settings/follow-texts.ts'
export { type Calendar, holidaysOf, readCalendar } from './settings/reads.ts'
export { staffOnTelegram, telegramState } from './staff-row.ts'
export { masterDataNotices } from './notices.ts'
export {
  createSignInLink,
  redeemSignInLink,
  setReachable,
  staffByTelegram,
  staffName,
  takeTelegramLink,
  telegramOf,
} from './link-telegram.ts'
