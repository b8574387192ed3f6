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
export { inboxRoutes } from './inbox/routes.ts'
export { importTasks } from './import/tasks.ts'
export { masterDataRoutes } from './routes.ts'
export { fillTemplate, windowOpenUntil } from './rules.ts'
export { isComplete as isCompleteMessage } from './registration/index.ts'
export { keepTemplates, type KnownTemplate } from './inbox/list-templates.ts'
export { failMedia, storeMedia, waitingMedia } from './inbox/store-media.ts'
export { setMarketingOf } from './inbox/set-marketing.ts'
export { mustHaveSecondFactor } from './staff/reads.ts'
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
