import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'
import { longDateWithDay, timeOfDay, workDate } from '../../platform/indonesian-date.ts'
import { say } from '../../platform/texts.ts'
import { type VisitFacts, visitFacts } from '../../ticket/index.ts'
import { endTroubles, raiseTrouble } from '../channel-health/raise-trouble.ts'
import { BAD_TEMPLATE } from '../channel-health/rules.ts'
import { templateVariables } from '../rules.ts'
import { readConversationRow } from './reads.ts'
import type { chatTemplate } from './schema.ts'

type ChatTemplate = z.input<typeof chatTemplate>

/** Our customers are written to in Indonesian; a template must be asked for in exactly the language it was approved in. */
export const TEMPLATE_LANGUAGE = 'id'

/** What the channel learnt about a template; `fields` say what its variables stand for when it is one of ours. */
export type KnownTemplate = {
  name: string
  language: string
  status: string
  category: string | null
  /** null when it holds more than plain text, so that we could not fill it */
  body: string | null
  fields: readonly string[] | null
  /** why WhatsApp refused or paused it */
  reason?: string | null
}

/** Keeps our own copy of the templates, so that every screen and every node knows what may be sent. */
export async function keepTemplates(db: Db, templates: readonly KnownTemplate[]): Promise<void> {
  const before = await db.selectFrom('whatsappTemplates').select(['name', 'language', 'status']).execute()
  const statusOf = new Map(before.map((row) => [`${row.name} ${row.language}`, row.status]))
  for (const { fields, ...template } of templates) {
    // a webhook may have been missed, or the template was refused at once
    if (
      statusOf.get(`${template.name} ${template.language}`) !== template.status &&
      (fields || before.length > 0)
    )
      await db
        .transaction()
        .execute((tx) => followTemplate(tx, template.name, template.status, template.reason))
    await db
      .insertInto('whatsappTemplates')
      .values({ ...template, fields: fields ? [...fields] : null, updatedAt: new Date() })
      .onConflict((on) =>
        on.columns(['name', 'language']).doUpdateSet((old) => ({
          status: old.ref('excluded.status'),
          category: old.ref('excluded.category'),
          body: old.ref('excluded.body'),
          fields: old.ref('excluded.fields'),
          reason: old.ref('excluded.reason'),
          updatedAt: new Date(),
        })),
      )
      .execute()
  }
}

/** Whether a template can still be sent: what we would say outside the 24 hours depends on it, so admin is told. */
export async function followTemplate(
  tx: Tx,
  name: string,
  status: string,
  reason?: string | null,
): Promise<void> {
  if (status === 'APPROVED')
    await endTroubles(tx, { channel: 'whatsapp', kinds: ['template'], subject: name })
  if (!BAD_TEMPLATE.has(status)) return
  const detail = [status, reason].filter(Boolean).join(': ')
  await raiseTrouble(tx, { channel: 'whatsapp', kind: 'template', subject: name, detail })
}

/**
 * The templates that can be sent to this customer, with what is known of him filled in; those that WhatsApp still
 * reviews or has refused are shown with their status. @throws NotFound
 */
export async function listChatTemplates(
  db: Db,
  publicUrl: string,
  conversationId: string,
): Promise<{ items: ChatTemplate[] }> {
  const known = await knownFields(db, publicUrl, conversationId)
  const rows = await db
    .selectFrom('whatsappTemplates')
    .select(['name', 'status', 'body', 'fields'])
    .where('language', '=', TEMPLATE_LANGUAGE)
    .where('body', 'is not', null)
    .orderBy(sql`status = 'APPROVED'`, 'desc')
    .orderBy(sql`name = 'follow_up'`, 'desc')
    .orderBy('name')
    .execute()
  return {
    items: rows.map((row) => ({
      name: row.name,
      status: row.status,
      body: row.body ?? '',
      variables: templateVariables(row.body ?? '').map((_, index) => {
        const field = row.fields?.[index] ?? null
        return { field, value: (field && known[field]) || '' }
      }),
    })),
  }
}

/** What we can say about the customer and the ticket that he is most likely written to about. */
async function knownFields(
  db: Db,
  publicUrl: string,
  conversationId: string,
): Promise<Record<string, string>> {
  const { customer, displayName } = await readConversationRow(db, conversationId)
  const ticketId = customer && (await latestTicket(db, customer.id))
  const visit = ticketId ? await visitFacts(db, ticketId) : null
  return {
    name: customer?.name ?? displayName ?? '',
    about: say('chat:template.aboutMessage'),
    ...(visit && visitFields(visit, publicUrl)),
  }
}

const visitFields = (visit: VisitFacts, publicUrl: string) => ({
  name: [visit.salutation, visit.customerName].filter(Boolean).join(' '),
  about: say('chat:template.aboutTicket', { code: visit.code }),
  ticket: visit.code,
  when: `${longDateWithDay(workDate(visit.start, visit.timeZone))}, ${timeOfDay(visit.start, visit.timeZone)}`,
  technicians: new Intl.ListFormat('id', { type: 'conjunction' }).format(visit.technicians),
  link: `${publicUrl}/t/${visit.linkToken}`,
})

/** The newest ticket that still goes on, else the newest of all. */
async function latestTicket(db: Db | Tx, customerId: string): Promise<string | null> {
  const row = await db
    .selectFrom('tickets')
    .select('id')
    .where('customerId', '=', customerId)
    .orderBy(sql`state not in ('CLOSED', 'CANCELLED')`, 'desc')
    .orderBy('createdAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
