import { expect, it } from 'vitest'
import settingsEn from '../../locales/en/settings.json'
import accountEn from '../../locales/en/account.json'
import labelsEn from '../../locales/en/labels.json'
import officeEn from '../../locales/en/office.json'
import calendarEn from '../../locales/en/office-calendar.json'
import ticketsEn from '../../locales/en/office-tickets.json'
import inboxEn from '../../locales/en/office-inbox.json'
import customersEn from '../../locales/en/office-customers.json'
import attendanceEn from '../../locales/en/office-attendance.json'
import workEn from '../../locales/en/office-work.json'
import settingsId from '../../locales/id/settings.json'
import accountId from '../../locales/id/account.json'
import labelsId from '../../locales/id/labels.json'
import officeId from '../../locales/id/office.json'
import calendarId from '../../locales/id/office-calendar.json'
import ticketsId from '../../locales/id/office-tickets.json'
import inboxId from '../../locales/id/office-inbox.json'
import customersId from '../../locales/id/office-customers.json'
import attendanceId from '../../locales/id/office-attendance.json'
import workId from '../../locales/id/office-work.json'

const CATALOGUES: Record<string, Record<string, object>> = {
  id: {
    account: accountId,
    settings: settingsId,
    office: officeId,
    'office-work': workId,
    'office-attendance': attendanceId,
    'office-customers': customersId,
    'office-inbox': inboxId,
    'office-calendar': calendarId,
    'office-tickets': ticketsId,
    labels: labelsId,
  },
  en: {
    account: accountEn,
    settings: settingsEn,
    office: officeEn,
    'office-work': workEn,
    'office-attendance': attendanceEn,
    'office-customers': customersEn,
    'office-inbox': inboxEn,
    'office-calendar': calendarEn,
    'office-tickets': ticketsEn,
    labels: labelsEn,
  },
}
const SOURCES: Record<string, string> = import.meta.glob(['./**/*.{ts,tsx}', '!./**/*.test.*'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

function leaves(tree: object, prefix = ''): string[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${prefix}${name}.`) : [prefix + name],
  )
}

/** The namespace of keys without one, as the file chose it. */
function namespaceOf(path: string, source: string): string {
  const chosen = /useTranslation\(\[?\s*'([\w-]+)'/.exec(source)?.[1]
  return chosen ?? (/^\.\/(field-work|invoicing|feedback)\//.test(path) ? 'office-work' : 'office')
}

/** Keys in the calls of t() and say(); those with a computed end come as a pattern. */
function keysUsed(path: string, source: string): { key: string; exact: boolean }[] {
  const own = namespaceOf(path, source)
  const calls = source.matchAll(/\b(?:t|say)\(\s*((?:[^()'`]|'[^']*'|`[^`]*`|\([^()]*\))*)/g)
  return [...calls].flatMap((call) => {
    // only the first argument; the second holds the values
    const first = /^(?:[^,'`]|'[^']*'|`[^`]*`)*/.exec(call[1] ?? '')?.[0] ?? ''
    const said = [...first.matchAll(/'([\w-]+[:.][\w:.-]+)'|`([\w:.-]+[:.][^`]*)`/g)]
    return said.map(([, literal, template]) => {
      const text = (literal ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '*')
      return { key: text.includes(':') ? text : `${own}:${text}`, exact: !text.includes('*') }
    })
  })
}

it.each(['id', 'en'])('every text that the office asks for exists in %s', (language) => {
  const catalogue = CATALOGUES[language] ?? {}
  const known = new Set(
    Object.entries(catalogue).flatMap(([name, tree]) => leaves(tree).map((key) => `${name}:${key}`)),
  )
  const plain = new Set([...known].map((key) => key.replace(/_(one|other)$/, '')))
  const used = Object.entries(SOURCES).flatMap(([path, source]) =>
    keysUsed(path, source).map((found) => ({ ...found, path })),
  )
  const missing = used.filter(({ key, exact }) => {
    if (exact) return !plain.has(key)
    const pattern = new RegExp(`^${key.replaceAll(/[.]/g, '[.]').replaceAll('*', '[\\w-]+')}$`)
    return ![...plain].some((candidate) => pattern.test(candidate))
  })
  expect(used.length).toBeGreaterThan(300)
  expect([...new Set(missing.map(({ key }) => key))].toSorted()).toEqual([])
})
