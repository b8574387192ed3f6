import { z } from 'zod'
import { endpoint } from '../platform/http/endpoint.ts'
import {
  id,
  idParams,
  listOf,
  optionalText,
  paging,
  point,
  siteZone,
  text,
  time,
} from '../platform/http/shapes.ts'
import { COORDINATORS, OFFICE, ROLES } from '../platform/roles.ts'

const role = z.enum(ROLES)

/** What a technician can do and where he lives; for filters. */
const whereAndWhat = {
  skills: z.array(text(40)).max(30).optional(),
  homeArea: optionalText(100).optional(),
  homePoint: point.nullish(),
}

// ---- session and staff
export const me = z.object({
  id,
  name: z.string(),
  username: z.string(),
  role,
  phone: z.string().nullable(),
  photoFileId: id.nullable(),
  telegram: z.enum(['LINKED', 'BLOCKED', 'NOT_LINKED']),
  mustChangePassword: z.boolean(),
  /** NEEDED: the role must have one, and nothing else works before it is set up */
  secondFactor: z.enum(['ON', 'OFF', 'NEEDED']),
  rehearsal: z.boolean(),
})

export const staffMember = z.object({
  id,
  name: z.string(),
  username: z.string(),
  role,
  phone: z.string().nullable(),
  employeeNumber: z.string().nullable(),
  photoFileId: id.nullable(),
  status: z.enum(['ACTIVE', 'INACTIVE']),
  telegram: z.enum(['LINKED', 'BLOCKED', 'NOT_LINKED']),
  lastSignInAt: time.nullable(),
  createdAt: time,
  secondFactor: z.boolean(),
  skills: z.array(z.string()),
  homeArea: z.string().nullable(),
  homePoint: point.nullable(),
})

export const getMe = endpoint({
  method: 'GET',
  url: '/api/v1/me',
  roles: ROLES,
  tag: 'session',
  summary: 'Who is signed in',
  response: me,
})
export const linkMyTelegram = endpoint({
  method: 'POST',
  url: '/api/v1/me/telegram-link',
  roles: ROLES,
  tag: 'session',
  summary: 'One-time link that connects my own Telegram',
  response: z.object({ url: z.string(), expiresAt: time }),
})
export const listUsers = endpoint({
  method: 'GET',
  url: '/api/v1/users',
  roles: OFFICE,
  tag: 'users',
  summary: 'Staff',
  query: z.object({
    ...paging,
    q: z.string().trim().max(100).optional(),
    role: role.optional(),
    status: z.enum(['ACTIVE', 'INACTIVE']).optional(),
    skill: z.string().trim().max(40).optional(),
    area: z.string().trim().max(100).optional(),
  }),
  response: listOf(staffMember),
})
export const createUser = endpoint({
  method: 'POST',
  url: '/api/v1/users',
  roles: COORDINATORS,
  tag: 'users',
  status: 201,
  summary:
    'Register a technician or another member of staff (CS may register technicians and CS; admin everybody)',
  body: z.object({
    name: text(100),
    username: z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^[a-z0-9_.]{3,30}$/, 'username'),
    password: z.string().min(8, 'passwordTooShort').max(128, 'tooLong'),
    role,
    phone: optionalText(30),
    employeeNumber: optionalText(30),
    /** the office asks for it, because whoever typed the password knows it */
    mustChangePassword: z.boolean().default(false),
    ...whereAndWhat,
  }),
  response: staffMember,
})
export const changeUser = endpoint({
  method: 'PATCH',
  url: '/api/v1/users/:id',
  roles: COORDINATORS,
  tag: 'users',
  params: idParams,
  summary: 'Change name, role, phone; deactivate (sessions end at once) or reactivate',
  body: z.object({
    name: text(100).optional(),
    role: role.optional(),
    phone: optionalText(30).optional(),
    employeeNumber: optionalText(30).optional(),
    ...whereAndWhat,
    status: z.enum(['ACTIVE', 'INACTIVE']).optional(),
  }),
  response: staffMember,
})
export const resetPassword = endpoint({
  method: 'POST',
  url: '/api/v1/users/:id/password',
  roles: COORDINATORS,
  tag: 'users',
  params: idParams,
  secret: true,
  summary: 'New password, shown once; the person must change it at the next sign-in',
  body: z
    .object({ password: z.string().min(8, 'passwordTooShort').max(128, 'tooLong').optional() })
    .nullish(),
  response: z.object({ password: z.string() }),
})
export const linkTelegram = endpoint({
  method: 'POST',
  url: '/api/v1/users/:id/telegram-link',
  roles: COORDINATORS,
  tag: 'users',
  params: idParams,
  summary: "One-time link that connects the person's Telegram",
  response: z.object({ url: z.string(), expiresAt: time }),
})

// ---- customers
export const customer = z.object({
  id,
  name: z.string(),
  salutation: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  company: z.string().nullable(),
  email: z.string().nullable(),
  location: point.nullable(),
  timeZone: siteZone.nullable(),
  status: z.enum(['ACTIVE', 'INACTIVE']),
  source: z.enum(['WHATSAPP', 'MANUAL', 'IMPORT']),
  /** another record of the same person, which goes on instead of this one */
  mergedInto: id.nullable(),
  createdAt: time,
  updatedAt: time,
})
const customerFields = {
  name: z
    .string()
    .trim()
    .min(2, 'nameTooShort')
    .max(100, 'tooLong')
    .regex(/\p{L}.*\p{L}/u, 'nameLetters'),
  phone: optionalText(40),
  address: optionalText(500),
  company: optionalText(120),
  email: z
    .union([z.email('email').max(200), z.literal('')])
    .nullish()
    .transform((value) => value || null),
  location: point.nullish(),
  timeZone: siteZone.nullish(),
}
export const listCustomers = endpoint({
  method: 'GET',
  url: '/api/v1/customers',
  roles: OFFICE,
  tag: 'customers',
  summary: 'Customers; q finds name, company, phone in any form, address',
  query: z.object({
    ...paging,
    q: z.string().trim().max(100).optional(),
    status: z.enum(['ACTIVE', 'INACTIVE']).optional(),
    phone: z.string().trim().max(40).optional(),
  }),
  response: listOf(customer),
})
export const getCustomer = endpoint({
  method: 'GET',
  url: '/api/v1/customers/:id',
  roles: OFFICE,
  tag: 'customers',
  summary: 'One customer',
  params: idParams,
  response: customer.extend({ conversationId: id.nullable(), openComplaints: z.int(), tickets: z.int() }),
})
export const createCustomer = endpoint({
  method: 'POST',
  url: '/api/v1/customers',
  roles: COORDINATORS,
  tag: 'customers',
  status: 201,
  summary: 'Add a customer by hand',
  body: z.object(customerFields),
  response: customer,
})
export const changeCustomer = endpoint({
  method: 'PATCH',
  url: '/api/v1/customers/:id',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary: 'Change a customer',
  body: z.object(customerFields).partial(),
  response: customer,
})
export const deactivateCustomer = endpoint({
  method: 'DELETE',
  url: '/api/v1/customers/:id',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary: 'Deactivate (soft delete: history stays)',
  response: customer,
})
export const activateCustomer = endpoint({
  method: 'POST',
  url: '/api/v1/customers/:id/activate',
  roles: COORDINATORS,
  tag: 'customers',
  params: idParams,
  summary: 'Reactivate',
  response: customer,
})

// ---- files
export const getFile = endpoint({
  method: 'GET',
  url: '/api/v1/files/:id',
  roles: ROLES,
  tag: 'files',
  params: idParams,
  summary: 'A stored file that the caller may see',
  response: z.any(),
  produces: 'application/octet-stream',
})
