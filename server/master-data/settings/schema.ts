import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { day, done, id, optionalText, text } from '../../platform/http/shapes.ts'
import { OFFICE } from '../../platform/roles.ts'

const admin = ['admin'] as const

// ---- company profile and logo
export const companyProfile = z.object({
  name: z.string(),
  legalName: z.string(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
  npwp: z.string().nullable(),
  city: z.string(),
  code: z.string(),
  signerName: z.string(),
  signerPosition: z.string(),
  bankAccounts: z.array(z.object({ bank: z.string(), number: z.string(), holder: z.string() })),
  logoFileId: id.nullable(),
  /** of the responsible person and of the company; on every Surat Tugas from now on */
  signatureFileId: id.nullable(),
  stampFileId: id.nullable(),
})
export const getCompany = endpoint({
  method: 'GET',
  url: '/api/v1/company',
  roles: OFFICE,
  tag: 'company',
  summary: 'Company profile used on documents',
  response: companyProfile,
})
export const changeCompany = endpoint({
  method: 'PATCH',
  url: '/api/v1/company',
  roles: admin,
  tag: 'company',
  summary: 'Change the company profile',
  body: z
    .object({
      name: text(100),
      legalName: text(150),
      address: text(400),
      phone: text(60),
      email: text(150),
      npwp: optionalText(40),
      city: text(80),
      code: z
        .string()
        .trim()
        .regex(/^[A-Z0-9]{2,10}$/, 'companyCode'),
      signerName: text(100),
      signerPosition: text(100),
      bankAccounts: z.array(z.object({ bank: text(60), number: text(40), holder: text(100) })).max(5),
    })
    .partial(),
  response: companyProfile,
})
const picture = z.object({ picture: z.enum(['logo', 'signature', 'stamp']) })
export const changePicture = endpoint({
  method: 'POST',
  url: '/api/v1/company/:picture',
  roles: admin,
  tag: 'company',
  params: picture,
  summary:
    'Logo on all papers, or signature of the responsible person or stamp on every Surat Tugas: PNG or JPEG, at most 2 MB',
  multipart: { files: ['picture'] },
  body: z.object({}),
  response: z.object({ fileId: id }),
})
export const removePicture = endpoint({
  method: 'DELETE',
  url: '/api/v1/company/:picture',
  roles: admin,
  tag: 'company',
  params: picture,
  summary: 'Papers carry the short code instead of a logo, and room for a signature by hand',
  response: done,
})

// ---- calendar
const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'clock')
/** 0 = Sunday, as dates count; null = no work */
const hours = z.object({ from: clock, to: clock }).nullable()
export const workingHours = z.array(hours).length(7)
const calendar = z.object({
  workingHours,
  jointLeaveIsWorkingDay: z.boolean(),
  /** customers who write while the office is closed are told once when it opens */
  tellsWhenClosed: z.boolean(),
})

export const getCalendar = endpoint({
  method: 'GET',
  url: '/api/v1/settings/calendar',
  roles: OFFICE,
  tag: 'settings',
  summary:
    'Working hours of the week (Sunday first), whether cuti bersama is a working day, and whether customers are told when the office is closed',
  response: calendar,
})
export const changeCalendar = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/calendar',
  roles: admin,
  tag: 'settings',
  summary: 'Change working hours, the rule for cuti bersama or the answer after hours',
  body: calendar.partial(),
  response: calendar,
})

const kind = z.enum(['national', 'joint_leave'])
const holiday = z.object({ date: day, name: z.string(), kind })
export const listHolidays = endpoint({
  method: 'GET',
  url: '/api/v1/settings/holidays',
  roles: OFFICE,
  tag: 'settings',
  summary: 'Holidays of a year',
  query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  response: z.object({ items: z.array(holiday) }),
})
export const addHoliday = endpoint({
  method: 'POST',
  url: '/api/v1/settings/holidays',
  roles: admin,
  tag: 'settings',
  status: 201,
  summary: 'Add a holiday',
  body: z.object({ date: day, name: text(100), kind }),
  response: holiday,
})
export const removeHoliday = endpoint({
  method: 'DELETE',
  url: '/api/v1/settings/holidays/:date',
  roles: admin,
  tag: 'settings',
  params: z.object({ date: day }),
  summary: 'Remove a holiday',
  response: done,
})
export const importHolidays = endpoint({
  method: 'POST',
  url: '/api/v1/settings/holidays/import',
  roles: admin,
  tag: 'settings',
  summary: 'CSV with date, name, kind: good lines are taken, bad ones are named; a known date is replaced',
  body: z.object({ csv: z.string().min(1, 'required').max(100_000, 'tooLong') }),
  response: z.object({
    taken: z.int(),
    problems: z.array(
      z.object({ line: z.int(), text: z.string(), problem: z.enum(['date', 'name', 'kind']) }),
    ),
  }),
})

// ---- message texts
const chatText = z.object({
  key: z.string(),
  group: z.string(),
  text: z.string(),
  standard: z.string(),
  changed: z.boolean(),
  placeholders: z.array(z.string()),
  /** most characters once it is filled in */
  limit: z.int(),
  /** an example for each placeholder */
  samples: z.record(z.string(), z.string()),
})
export const listChatTexts = endpoint({
  method: 'GET',
  url: '/api/v1/settings/texts',
  roles: admin,
  tag: 'settings',
  summary: 'Texts that customers and staff get in chats, with what was changed',
  response: z.object({ items: z.array(chatText) }),
})
export const changeChatText = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/texts/:key',
  roles: admin,
  tag: 'settings',
  params: z.object({ key: z.string().max(100) }),
  summary: 'Own words for a text; null goes back to the standard',
  body: z.object({ text: z.string().max(4096, 'tooLong').nullable() }),
  response: chatText,
})

// ---- when customers and staff are left alone
const quietHours = z.object({ enabled: z.boolean(), from: clock, to: clock })
export const getQuietHours = endpoint({
  method: 'GET',
  url: '/api/v1/settings/quiet-hours',
  roles: admin,
  tag: 'settings',
  summary: 'Quiet hours of customers and staff, by the clock where they are',
  response: z.object({ customer: quietHours, staff: quietHours }),
})
export const changeQuietHours = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/quiet-hours',
  roles: admin,
  tag: 'settings',
  summary: 'Change the quiet hours; what waits already keeps its time',
  body: z.object({ customer: quietHours, staff: quietHours }),
  response: z.object({ customer: quietHours, staff: quietHours }),
})
