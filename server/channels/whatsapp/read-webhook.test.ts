import { describe, expect, it } from 'vitest'
import { readPreferences, readTemplateNews } from './read-news.ts'
import {
  type Json,
  readIdentityChange,
  readMessage,
  readStatus,
  senderOf,
  splitWebhook,
} from './read-webhook.ts'

const message = (more: Json = {}): Json => ({
  from: '6281234567890',
  id: 'wamid.1',
  timestamp: '1763600000',
  type: 'text',
  text: { body: 'Halo' },
  ...more,
})
const read = (more: Json, contact: Json | null = null) => readMessage({ message: message(more), contact })
const split = (value: Json, entry: Json = {}, field = 'messages') =>
  splitWebhook({ entry: [{ id: 'waba', ...entry, changes: [{ field, value }] }] }, '1')

describe('who sent it', () => {
  const bsuid = 'ID.13491208655302741918'

  it.each([
    [{ from: '6281234567890' }, null, { waId: '6281234567890' }],
    [{ from: '6281234567890', from_user_id: bsuid }, null, { waId: '6281234567890', bsuid }],
    [{ from_user_id: bsuid }, { user_id: bsuid, profile: { username: 'maya' } }, { bsuid, username: 'maya' }],
    // a business-scoped id where a number is expected
    [{ from: bsuid }, { wa_id: bsuid }, { bsuid }],
    [{}, { wa_id: '6281234567890', profile: { name: 'Budi' } }, { waId: '6281234567890', name: 'Budi' }],
    [{ from_user_id: bsuid, from_parent_user_id: 'ID.ENT.118' }, null, { bsuid, parentBsuid: 'ID.ENT.118' }],
    [{ from: 'PHONE_NUMBER' }, null, null],
    [{ from: '0' }, { wa_id: '' }, null],
    [{ from: '1234567890123456' }, null, null],
  ])('%j with contact %j is %j', (from, contact, expected) => {
    expect(senderOf(from as Json, contact as Json | null)).toEqual(expected)
  })

  it('does not take the contact of somebody else in the same batch', () => {
    const updates = split({
      metadata: { phone_number_id: '1' },
      contacts: [{ wa_id: '111111111', user_id: 'ID.1', profile: { name: 'Satu' } }],
      messages: [
        { from: '111111111', id: 'a', type: 'text' },
        { from: '222222222', id: 'b', type: 'text' },
      ],
    })
    const senders = updates.map((update) =>
      update.payload.type === 'message' ? senderOf(update.payload.message, update.payload.contact) : null,
    )
    expect(senders).toEqual([{ waId: '111111111', bsuid: 'ID.1', name: 'Satu' }, { waId: '222222222' }])
  })
})

describe('what was sent', () => {
  it.each([
    [{ type: 'image', image: { id: 'm1', mime_type: 'image/jpeg', caption: 'ini' } }, 'image', 'ini'],
    [{ type: 'audio', audio: { id: 'm1', voice: true } }, 'voice', null],
    [{ type: 'button', button: { payload: 'x', text: 'Ya' } }, 'button', 'Ya'],
    [
      { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Ok' } } },
      'interactive',
      'Ok',
    ],
    [
      { type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: 'Satu' } } },
      'interactive',
      'Satu',
    ],
    [{ type: 'interactive' }, 'interactive', null],
    [{ type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } }, 'reaction', '👍'],
    [{ type: 'reaction', reaction: { message_id: 'x' } }, 'reaction', null],
    [{ type: 'something_of_2027', something_of_2027: { a: 1 } }, 'something_of_2027', null],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Maya' }, phones: [{ phone: '+62 812' }] }] },
      'contacts',
      'Maya +62 812',
    ],
    [
      {
        type: 'contacts',
        contacts: [{ vcard: 'BEGIN:VCARD\nFN:Maya\nTEL;type=MOBILE;waid=62812:+62 812 7\nEND:VCARD' }],
      },
      'contacts',
      '+62 812 7',
    ],
  ])('%j', (more, kind, text) => {
    expect(read(more as Json)).toMatchObject({ kind, text })
  })

  it('reads positions that can be, and keeps the label of those that cannot', () => {
    expect(
      read({ type: 'location', location: { latitude: '-6.2', longitude: 106.8, name: 'Kantor' } }),
    ).toMatchObject({
      location: { lat: -6.2, lng: 106.8 },
      text: 'Kantor',
    })
    expect(read({ type: 'location', location: { latitude: 'x', longitude: 200 } })).toMatchObject({
      location: null,
    })
  })

  it('is nobody’s chat when it was sent to a group, or has neither sender nor id', () => {
    expect(read({ group_id: 'g1' })).toBeNull()
    expect(read({ id: undefined })).toBeNull()
    expect(readMessage({ message: { id: 'x', type: 'text' }, contact: null })).toBeNull()
  })

  it('has its own time, in seconds, never ahead of ours', () => {
    const at = (timestamp: unknown) => read({ timestamp })?.at.getTime() ?? 0
    expect(at('1763600000')).toBe(1_763_600_000_000)
    expect(at(1_763_600_000)).toBe(1_763_600_000_000)
    const now = Date.now()
    for (const nonsense of [
      '',
      'x',
      null,
      -5,
      '1763600000000000',
      '99999999999999999999',
      String(now / 1000 + 500),
    ])
      expect(Math.abs(at(nonsense) - now)).toBeLessThan(5000)
  })
})

describe('another number or id', () => {
  const system = (more: Json, from: Json = {}) =>
    readIdentityChange({ type: 'system', from: '6281111111111', ...from, system: more })

  it('is read from every form that Meta has used', () => {
    const before = { waId: '6281111111111' }
    expect(system({ type: 'user_changed_number', wa_id: '6282222222222' })).toEqual({
      before,
      after: { waId: '6282222222222' },
    })
    expect(system({ new_wa_id: '6282222222222' })).toEqual({ before, after: { waId: '6282222222222' } })
    expect(
      system({
        type: 'user_changed_user_id',
        user_id: 'ID.2',
        previous_user_id: 'ID.1',
        parent_user_id: 'ID.ENT.2',
      }),
    ).toEqual({ before: { ...before, bsuid: 'ID.1' }, after: { bsuid: 'ID.2', parentBsuid: 'ID.ENT.2' } })
  })

  it('is not seen in other notes', () => {
    expect(system({ type: 'customer_identity_changed', wa_id: '6281111111111' })).toBeNull()
    expect(system({ type: 'user_changed_number', wa_id: 'NEW_NUMBER' })).toBeNull()
    expect(readIdentityChange(message())).toBeNull()
  })
})

describe('reports', () => {
  it('are rungs of the ladder, with our mark when it is one', () => {
    const outboxId = '01a1fc93-ec6c-7405-a994-fdf846f3101e'
    const status = (more: Json) => readStatus({ id: 'wamid.1', timestamp: '1763600000', ...more })
    expect(status({ status: 'delivered', biz_opaque_callback_data: outboxId })).toEqual({
      externalId: 'wamid.1',
      outboxId,
      status: 'DELIVERED',
      at: new Date(1_763_600_000_000),
      price: null,
    })
    expect(status({ status: 'played' })).toMatchObject({ status: 'READ' })
    expect(status({ status: 'sent', biz_opaque_callback_data: 'somebody else' })).toMatchObject({
      outboxId: null,
    })
    expect(status({ status: 'failed', errors: [{ code: 131026, title: 'Undeliverable' }] })).toMatchObject({
      status: 'FAILED',
      error: { code: 131026, title: 'Undeliverable' },
    })
    expect(status({ status: 'teleported' })).toBeNull()
  })

  it('are deduplicated by message, rung and recipient', () => {
    const ids = split({
      statuses: [
        { id: 'wamid.1', status: 'sent', recipient_id: '1' },
        { id: 'wamid.1', status: 'delivered', recipient_id: '1' },
        { id: 'wamid.1', status: 'delivered', recipient_user_id: 'ID.2' },
      ],
    }).map((update) => update.externalId)
    expect(new Set(ids).size).toBe(3)
  })
})

describe('other news', () => {
  const news = { event: 'APPROVED', message_template_name: 'visit_planned', message_template_language: 'id' }

  it('is the same only when its entry is', () => {
    const id = (time: number) => split(news, { time }, 'message_template_status_update')[0]?.externalId
    expect(id(1)).toBe(id(1))
    expect(id(2)).not.toBe(id(1))
  })

  it('tells the state of a template, its reason, and a new category', () => {
    const named = { name: 'visit_planned', language: 'id' }
    expect(readTemplateNews('message_template_status_update', { ...news, reason: 'NONE' })).toEqual([
      { ...named, status: 'APPROVED', reason: null },
    ])
    expect(
      readTemplateNews('message_template_status_update', {
        ...news,
        event: 'REJECTED',
        reason: 'INVALID_FORMAT',
        rejection_info: { reason: 'Two variables side by side.' },
      }),
    ).toEqual([{ ...named, status: 'REJECTED', reason: 'Two variables side by side.' }])
    expect(readTemplateNews('template_category_update', { ...news, new_category: 'MARKETING' })).toEqual([
      { ...named, category: 'MARKETING' },
    ])
    for (const [field, value] of [
      ['message_template_quality_update', news],
      ['message_template_status_update', null],
      ['message_template_status_update', {}],
    ] as const)
      expect(readTemplateNews(field, value)).toEqual([])
  })

  it('tells who wants advertising', () => {
    const wish = (more: Json) =>
      readPreferences('user_preferences', { user_preferences: [{ wa_id: '6281234567890', ...more }] })
    const who = { waId: '6281234567890' }
    expect(wish({ value: 'stop' })).toEqual([{ who, wanted: false }])
    expect(wish({ value: 'resume', user_id: 'ID.1' })).toEqual([
      { who: { ...who, bsuid: 'ID.1' }, wanted: true },
    ])
    expect(wish({ value: 'perhaps' })).toEqual([])
    expect(readPreferences('messages', { user_preferences: [{ wa_id: '1', value: 'stop' }] })).toEqual([])
    expect(readPreferences('user_preferences', null)).toEqual([])
  })
})
