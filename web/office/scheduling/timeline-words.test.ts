import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import labelsEn from '../../../locales/en/labels.json'
import officeEn from '../../../locales/en/office.json'
import labelsId from '../../../locales/id/labels.json'
import officeId from '../../../locales/id/office.json'
import { inWords } from './timeline-words.ts'

const texts = i18next.createInstance()
beforeAll(() =>
  texts.init({
    lng: 'id',
    defaultNS: 'office',
    ns: ['office', 'labels'],
    interpolation: { escapeValue: false },
    resources: { id: { office: officeId, labels: labelsId }, en: { office: officeEn, labels: labelsEn } },
  }),
)
const say = (key: string, params?: Record<string, unknown>) => texts.t(key, params ?? {})
const actor = { kind: 'staff', id: null, name: 'Citra' } as const

/** Everything that any event carries, so that no sentence may have a gap. */
const data = {
  quota: 2,
  count: 3,
  name: 'Sri Wahyuni',
  text: 'Kunci ada di satpam',
  seat: 1,
  technician: 'Andi',
  number: '001/ST/GSS/XI/2026',
  kind: 'BEFORE',
  days: 2,
  minutes: 30,
  total: 1_500_000,
  amount: 500_000,
  technicianScore: 5,
  csScore: 4,
  fields: ['scheduledStart', 'address'],
}

describe.each(['id', 'en'] as const)('in %s', (language) => {
  it.each(Object.keys(labelsId.event))('%s is a whole sentence', async (name) => {
    await texts.changeLanguage(language)
    const { what } = inWords({ name, actor, data }, say)
    expect(what).not.toBe(name)
    expect(what).not.toMatch(/\{\{|undefined|labels:| {2}/)
  })
})

it('says money, fields and reasons in words', async () => {
  await texts.changeLanguage('id')
  const words = (name: string, more: Record<string, unknown>) => inWords({ name, actor, data: more }, say)
  expect(words('invoiceApproved', { total: 1_500_000 }).what).toBe('Citra menyetujui harga Rp1.500.000')
  expect(words('ticketChanged', { fields: ['address', 'priority'] }).what).toBe(
    'Citra mengubah alamat, prioritas',
  )
  expect(words('ticketCancelled', { reason: 'Ganda' })).toMatchObject({
    note: 'Alasan: Ganda',
    weight: 'trouble',
  })
  expect(words('checkedIn', { technician: 'Andi', grade: 'OFF_SITE', late: true }).note).toBe(
    'Di luar lokasi · terlambat',
  )
})

it('names those without a name, and shows unknown events by name', () => {
  const system = { kind: 'system', id: null, name: null } as const
  expect(inWords({ name: 'ticketClosed', actor: system, data: {} }, say).what).toBe('Sistem menutup tiket')
  expect(inWords({ name: 'somethingNew', actor: system, data: {} }, say).what).toBe('somethingNew')
})
