import type { Staff } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { InvalidInput, NotFound } from '../../platform/errors.ts'
import type { Answer } from '../../platform/http/endpoint.ts'
import { readSetting, writeSetting } from '../../platform/settings.ts'
import { overrideTexts, standardTexts } from '../../platform/texts.ts'
import { recordEvent } from '../../ticket/index.ts'
import { placeholdersOf, textProblem } from './rules.ts'
import type { changeChatText as contract } from './schema.ts'

type ChatText = Answer<typeof contract>

const SETTING = 'chatTexts'
/** What customers get in WhatsApp, and what staff get in Telegram. Single words and menus stay as they are. */
const GROUPS = ['registration', 'customer', 'jobCard', 'invoiceCard', 'telegram']
/** A caption under a document and the body above buttons take the least of all WhatsApp messages. */
const WHATSAPP_LIMIT = 1024
/** A card in Telegram is put together from several texts; all of them have 4096. */
const TELEGRAM_LIMIT = 600
/** What stands on a button is cut off beyond this. */
const BUTTON_LIMIT = 40

const own = (db: Db | Tx) => readSetting<Record<string, string>>(db, SETTING, {})

/** All texts that admin may put into other words. */
export async function listChatTexts(db: Db | Tx): Promise<ChatText[]> {
  const changed = await own(db)
  return Object.entries(standardTexts('chat'))
    .filter(([key]) => mayChange(key))
    .map(([key, standard]) => shape(key, standard, changed[key]))
}

/** Own words for a text, or the standard again. @throws NotFound, InvalidInput */
export async function changeChatText(
  db: Db,
  actor: Staff,
  key: string,
  text: string | null,
): Promise<ChatText> {
  const standard = standardTexts('chat')[key]
  if (standard === undefined || !mayChange(key)) throw new NotFound()
  const item = shape(key, standard, undefined)
  const words = text?.trim().replaceAll('\r\n', '\n') ?? null
  const problem = words === null ? null : textProblem(words, item)
  if (problem) throw new InvalidInput([{ path: 'text', message: problem }])
  return await db.transaction().execute(async (tx) => {
    const { [key]: _, ...others } = await own(tx)
    const next = words === null || words === standard ? others : { ...others, [key]: words }
    await writeSetting(tx, SETTING, next)
    await recordEvent(tx, { name: 'settingsChanged', actor, data: { fields: [`text:${key}`] } })
    return shape(key, standard, next[key])
  })
}

/** Makes this process speak the company's own words; called at the start and after every change of the settings. */
export async function loadChatTexts(db: Db): Promise<void> {
  overrideTexts('chat', await own(db))
}

const mayChange = (key: string): boolean =>
  GROUPS.includes(key.split('.')[0] ?? '') && !key.startsWith('telegram.command.')

function shape(key: string, standard: string, changed: string | undefined): ChatText {
  const placeholders = placeholdersOf(standard)
  return {
    key,
    group: key.split('.')[0] ?? '',
    text: changed ?? standard,
    standard,
    changed: changed !== undefined,
    placeholders,
    limit: limitOf(key, standard),
    samples: Object.fromEntries(placeholders.map((name) => [name, SAMPLES[name] ?? '…'])),
  }
}

function limitOf(key: string, standard: string): number {
  if (/^(?:registration|customer)\./.test(key)) return WHATSAPP_LIMIT
  return standard.length <= BUTTON_LIMIT && placeholdersOf(standard).length === 0
    ? BUTTON_LIMIT
    : TELEGRAM_LIMIT
}

const SAMPLES: Record<string, string> = {
  name: 'Ratna Wijaya',
  newName: 'Ratna Wijayanti',
  who: 'Ibu Ratna',
  customer: 'Ratna Wijaya',
  company: 'PT Maju Jaya',
  newCompany: 'PT Maju Bersama',
  address: 'Jl. Melati No. 5, Bandung',
  newAddress: 'Jl. Mawar No. 8, Bandung',
  email: 'ratna@contoh.id',
  newEmail: 'ratna.w@contoh.id',
  title: 'AC ruang rapat tidak dingin',
  code: 'TKT-00012',
  technicians: 'Andi Saputra',
  technician: 'Andi Saputra',
  when: 'Senin, 23 November 2026, 09.00 WIB',
  until: 'Rabu, 25 November 2026',
  time: '09.00 WIB',
  link: 'https://gss.example/t/abc',
  url: 'https://gss.example/t/abc',
  reason: 'Pelanggan meminta hari lain',
  news: 'Jadwalnya berubah menjadi Selasa, 24 November 2026, 09.00 WIB.',
  number: '001/INV/GSS/XI/2026',
  total: 'Rp1.110.000',
  amount: 'Rp1.110.000',
  rest: 'Rp500.000',
  due: '5 Desember 2026',
  days: '2',
  count: '2',
  quota: '2',
  taken: '1',
  seat: '1',
  complaint: 'AC bocor sejak kemarin',
}
