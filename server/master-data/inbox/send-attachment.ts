import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput } from '../../platform/errors.ts'
import { type Files, sniffAttachment } from '../../platform/files.ts'
import { WHATSAPP_IMAGE_BYTES } from '../rules.ts'
import { lockChat, mustBeFilled, mustBeOpen, sendMessage } from './send-message.ts'

type Attachment = {
  file: { name: string; bytes: Buffer } | undefined
  caption: string | null
  replyTo?: string | undefined
}

/**
 * CS sends a photo or document, with a few words perhaps. What it really is decides the bytes, not its name.
 * @returns id of the message, QUEUED. @throws Refused WINDOW_CLOSED; InvalidInput for a missing or unsuitable file
 */
export async function sendAttachment(
  tx: Tx,
  actor: Staff,
  files: Files,
  conversationId: string,
  { file, caption, replyTo }: Attachment,
): Promise<string> {
  if (!file) throw new InvalidInput([{ path: 'file', message: 'required' }])
  if (caption) mustBeFilled(caption, 'caption')
  const mime = await sniffAttachment(file.bytes, file.name)
  const chat = await lockChat(tx, conversationId)
  mustBeOpen(chat)
  const stored = await files.store(tx, { name: file.name, bytes: file.bytes, mime, createdBy: actor.id })
  // larger pictures would be refused as pictures, but may go as documents
  const picture = mime.startsWith('image/') && file.bytes.length <= WHATSAPP_IMAGE_BYTES
  return await sendMessage(tx, actor, chat, {
    kind: picture ? 'image' : 'document',
    body: caption,
    fileId: stored.id,
    intent: 'reply',
    replyTo,
  })
}
