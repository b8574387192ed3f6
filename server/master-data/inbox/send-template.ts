import type { Staff } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound, Refused } from '../../platform/errors.ts'
import { fillTemplate, templateVariables } from '../rules.ts'
import { TEMPLATE_LANGUAGE } from './list-templates.ts'
import { lockChat, sendMessage } from './send-message.ts'

/**
 * CS opens the conversation again with an approved template: the only thing WhatsApp lets through when the 24-hour
 * window is shut. @returns id of the message, QUEUED
 * @throws Refused TEMPLATE_NOT_APPROVED; InvalidInput for a missing value; NotFound
 */
export async function sendTemplateMessage(
  tx: Tx,
  actor: Staff,
  conversationId: string,
  choice: { name: string; values: readonly string[] },
): Promise<string> {
  const chat = await lockChat(tx, conversationId)
  const template = await tx
    .selectFrom('whatsappTemplates')
    .select(['name', 'status', 'body'])
    .where('name', '=', choice.name)
    .where('language', '=', TEMPLATE_LANGUAGE)
    .executeTakeFirst()
  if (!template?.body) throw new NotFound()
  if (template.status !== 'APPROVED') throw new Refused('TEMPLATE_NOT_APPROVED')
  const values = choice.values.map((value) => value.replaceAll(/\s+/g, ' ').trim())
  const missing = templateVariables(template.body).flatMap((_, index) =>
    values[index] ? [] : [{ path: `values.${index}`, message: 'required' }],
  )
  if (missing.length > 0) throw new InvalidInput(missing)
  return await sendMessage(tx, actor, chat, {
    kind: 'template',
    body: fillTemplate(template.body, values),
    intent: 'template',
    params: { name: template.name, values },
  })
}
