import { afterEach, expect, it } from 'vitest'
import { openLog } from '../../platform/log.ts'
import { testDatabase } from '../../testing/index.ts'
import { testFiles } from '../../testing/jobs.ts'
import { runWebhook } from '../../testing/run-webhook.ts'
import { ACCOUNT, simulatedWhatsApp, soon } from '../../testing/simulated-whatsapp.ts'
import { openWhatsAppChannel } from './index.ts'

const database = await testDatabase()
const { db } = database
const whatsapp = await simulatedWhatsApp()
const running = await runWebhook(database, {}, (changed) =>
  openWhatsAppChannel({
    db,
    files: testFiles(),
    log: openLog('silent'),
    publicUrl: 'https://gss.test',
    config: { ...ACCOUNT, apiUrl: whatsapp.url, joinSeconds: 0 },
    facts: { invoice: async () => null, payment: async () => null },
    answers: { takesDocument: async () => false },
    changed,
  }),
)
await whatsapp.control('PUT', '/webhook', { url: `${running.url}/webhooks/whatsapp` })
afterEach(async () => {
  await whatsapp.idle()
  await db.deleteFrom('channelTroubles').execute()
})

const news = (field: string, value: object) =>
  whatsapp.control('POST', '/webhooks', {
    field,
    value: {
      messaging_product: 'whatsapp',
      metadata: { phone_number_id: ACCOUNT.phoneNumberId },
      ...value,
    },
  })
const open = () =>
  db
    .selectFrom('channelTroubles')
    .select(['kind', 'subject', 'detail', 'times'])
    .where('resolvedAt', 'is', null)
    .orderBy('firstAt')
    .execute()
const eventsNamed = (name: string) =>
  db.selectFrom('events').select('data').where('name', '=', name).orderBy('id').execute()

it('knows its number and the daily limit, and hears when they change', async () => {
  const number = () =>
    db
      .selectFrom('whatsappNumbers')
      .select(['phoneNumberId', 'quality', 'tier'])
      .where('phoneNumberId', '=', ACCOUNT.phoneNumberId)
      .executeTakeFirst()
  await expect.poll(number, soon).toMatchObject({ quality: 'GREEN', tier: 'TIER_2K' })
  await news('business_capability_update', { max_daily_conversations_per_business: 10000 })
  await expect.poll(number, soon).toMatchObject({ quality: 'GREEN', tier: 'TIER_10000' })
  await news('phone_number_quality_update', { event: 'ONBOARDING', current_limit: 'TIER_100K' })
  await expect.poll(number, soon).toMatchObject({ tier: 'TIER_100K' })
  expect(await open()).toEqual([])
})

it('tells of a restricted account once, and when it is over', async () => {
  const restricted = {
    event: 'ACCOUNT_RESTRICTION',
    restriction_info: [{ restriction_type: 'RESTRICTED_BIZ_INITIATED_MESSAGING', expiration: 1 }],
  }
  await news('account_update', restricted)
  await news('account_update', { ...restricted, again: true })
  await expect.poll(open, soon).toEqual([
    {
      kind: 'account',
      subject: 'ACCOUNT_RESTRICTION',
      detail: 'RESTRICTED_BIZ_INITIATED_MESSAGING',
      times: 2,
    },
  ])
  expect(await eventsNamed('channelTroubled')).toMatchObject([{ data: { kind: 'account' } }])
  await news('account_update', { event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } })
  await expect.poll(open, soon).toEqual([])
  expect(await eventsNamed('channelRecovered')).toMatchObject([{ data: { kind: 'account' } }])
})

it('needs nobody for the rest of the news', async () => {
  await news('account_update', { event: 'VOLUME_BASED_PRICING_TIER_UPDATE', volume_tier_info: { tier: '1' } })
  await news('account_alerts', {
    alert_info: { alert_type: 'OBA_APPROVED', alert_severity: 'INFORMATIONAL' },
  })
  await news('phone_number_quality_update', { event: 'FLAGGED', current_limit: 'TIER_100K' })
  await expect.poll(open, soon).toMatchObject([{ kind: 'quality' }])
  await news('phone_number_quality_update', { event: 'UNFLAGGED', current_limit: 'TIER_100K' })
  await expect.poll(open, soon).toEqual([])
})

it('tells of a template that is paused until it is approved again', async () => {
  const status = (event: string, reason: string) =>
    news('message_template_status_update', {
      event,
      message_template_id: 1,
      message_template_name: 'work_done',
      message_template_language: 'id',
      reason,
    })
  await status('PAUSED', 'NONE')
  await expect.poll(open, soon).toMatchObject([{ kind: 'template', subject: 'work_done', detail: 'PAUSED' }])
  await status('APPROVED', 'NONE')
  await expect.poll(open, soon).toEqual([])
})

it('tells of an unpaid account, and that it pays again when a charged message arrives', async () => {
  const report = (id: string, status: string, more: object, at = Date.now()) =>
    news('messages', {
      statuses: [
        { id, status, timestamp: String(Math.floor(at / 1000)), recipient_id: '628120000001', ...more },
      ],
    })
  const errors = [
    { code: 131042, title: 'Business eligibility payment issue', error_data: { details: 'No card' } },
  ]
  await report('wamid.unpaid', 'failed', { errors })
  await expect.poll(open, soon).toMatchObject([{ kind: 'payment', subject: '131042', detail: 'No card' }])
  const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' }
  // taken is not delivered
  await report('wamid.paid', 'sent', { pricing })
  await report('wamid.free', 'delivered', {
    pricing: { ...pricing, billable: false, type: 'free_customer_service', category: 'service' },
  })
  const prices = () =>
    db
      .selectFrom('messagePrices')
      .select(['externalId', 'category', 'billable', 'deliveredAt'])
      .where('externalId', 'in', ['wamid.paid', 'wamid.free'])
      .orderBy('externalId')
      .execute()
  await expect.poll(prices, soon).toMatchObject([
    { externalId: 'wamid.free', category: 'service', billable: false, deliveredAt: expect.any(Date) },
    { externalId: 'wamid.paid', category: 'utility', billable: true, deliveredAt: null },
  ])
  expect(await open()).toHaveLength(1)
  await report('wamid.paid', 'delivered', { pricing }, Date.now() + 2000)
  await report('wamid.paid', 'read', { pricing }, Date.now() + 2000)
  await expect.poll(open, soon).toEqual([])
  expect(await prices()).toHaveLength(2)
})

it('tells of errors of the account that come without a message', async () => {
  await news('messages', { errors: [{ code: 131031, title: 'Business Account locked' }] })
  await expect.poll(open, soon).toMatchObject([{ kind: 'locked', subject: '131031' }])
  await news('messages', { errors: [{ code: 130429, title: 'Rate limit hit' }] })
  await expect.poll(open, soon).toMatchObject([{ kind: 'locked' }, { kind: 'other', subject: '130429' }])
})
