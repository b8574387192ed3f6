import { z } from 'zod'
import { endpoint } from '../../platform/http/endpoint.ts'
import { done, id, idParams, text, time } from '../../platform/http/shapes.ts'
import { COORDINATORS, ROLES } from '../../platform/roles.ts'

const password = z.string().min(1, 'required').max(128, 'tooLong')
const role = z.enum(ROLES)

// ---- sign-ins
const signIn = z.object({
  id,
  at: time,
  /** still signed in */
  open: z.boolean(),
  /** the session that asks */
  current: z.boolean(),
  ipAddress: z.string().nullable(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
})
const signIns = z.object({ items: z.array(signIn) })

export const listMySignIns = endpoint({
  method: 'GET',
  url: '/api/v1/me/sign-ins',
  roles: ROLES,
  tag: 'session',
  summary: 'My last twenty sign-ins: when, from where, whether still open',
  response: signIns,
})
export const endMySession = endpoint({
  method: 'DELETE',
  url: '/api/v1/me/sign-ins/:id',
  roles: ROLES,
  tag: 'session',
  params: idParams,
  summary: 'Sign out another device of mine',
  response: done,
})
export const endMyOtherSessions = endpoint({
  method: 'POST',
  url: '/api/v1/me/sign-ins/end-others',
  roles: ROLES,
  tag: 'session',
  summary: 'Sign out all devices of mine except this one',
  response: z.object({ ended: z.int() }),
})
export const listSignIns = endpoint({
  method: 'GET',
  url: '/api/v1/users/:id/sign-ins',
  roles: COORDINATORS,
  tag: 'users',
  params: idParams,
  summary: "A person's last twenty sign-ins",
  response: signIns,
})

// ---- second factor
export const beginSecondFactor = endpoint({
  method: 'POST',
  url: '/api/v1/me/second-factor',
  roles: ROLES,
  secret: true,
  tag: 'session',
  summary: 'Begin the set-up of a second factor: secret for the authenticator app, backup codes',
  body: z.object({ password }),
  response: z.object({
    /** for typing it in by hand */
    key: z.string(),
    uri: z.string(),
    /** the picture to scan: one path of unit squares in a viewBox of `size` */
    qr: z.object({ size: z.int(), path: z.string() }),
    backupCodes: z.array(z.string()),
  }),
})
export const confirmSecondFactor = endpoint({
  method: 'POST',
  url: '/api/v1/me/second-factor/confirm',
  roles: ROLES,
  tag: 'session',
  summary: 'The first code of the app; from now on every sign-in asks for one',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, 'wrongCode'),
  }),
  response: done,
})
export const endSecondFactor = endpoint({
  method: 'DELETE',
  url: '/api/v1/me/second-factor',
  roles: ROLES,
  tag: 'session',
  summary: 'Switch my second factor off',
  body: z.object({ password }),
  response: done,
})
export const renewBackupCodes = endpoint({
  method: 'POST',
  url: '/api/v1/me/second-factor/backup-codes',
  roles: ROLES,
  secret: true,
  tag: 'session',
  summary: 'New backup codes; the old ones are void',
  body: z.object({ password }),
  response: z.object({ backupCodes: z.array(z.string()) }),
})
export const resetSecondFactor = endpoint({
  method: 'DELETE',
  url: '/api/v1/users/:id/second-factor',
  roles: ['admin'],
  tag: 'users',
  params: idParams,
  summary: "Remove a person's second factor (lost phone); signs the person out everywhere",
  response: done,
})
const secondFactorRule = z.object({ roles: z.array(role) })
export const getSecondFactorRule = endpoint({
  method: 'GET',
  url: '/api/v1/settings/second-factor',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Roles that must have a second factor',
  response: secondFactorRule,
})
export const changeSecondFactorRule = endpoint({
  method: 'PATCH',
  url: '/api/v1/settings/second-factor',
  roles: ['admin'],
  tag: 'settings',
  summary: 'Roles that must have a second factor; whoever has none is led to the set-up',
  body: secondFactorRule,
  response: secondFactorRule,
})

// ---- Telegram
export const unlinkTelegram = endpoint({
  method: 'DELETE',
  url: '/api/v1/users/:id/telegram-link',
  roles: ['admin'],
  tag: 'users',
  params: idParams,
  summary: "Cut the person's Telegram from the account",
  response: done,
})

// ---- skills
export const skillName = text(40)
const skillCatalogue = z.object({ items: z.array(z.object({ name: z.string(), people: z.int() })) })
export const listSkills = endpoint({
  method: 'GET',
  url: '/api/v1/skills',
  roles: ROLES,
  tag: 'users',
  summary: 'Skills that technicians may have, each with how many have it',
  response: skillCatalogue,
})
export const addSkill = endpoint({
  method: 'POST',
  url: '/api/v1/skills',
  roles: ['admin'],
  tag: 'users',
  status: 201,
  summary: 'Add a skill to the catalogue',
  body: z.object({ name: skillName }),
  response: skillCatalogue,
})
export const renameSkill = endpoint({
  method: 'PATCH',
  url: '/api/v1/skills/:name',
  roles: ['admin'],
  tag: 'users',
  params: z.object({ name: z.string() }),
  summary: 'Rename a skill for everybody who has it',
  body: z.object({ name: skillName }),
  response: skillCatalogue,
})
export const removeSkill = endpoint({
  method: 'DELETE',
  url: '/api/v1/skills/:name',
  roles: ['admin'],
  tag: 'users',
  params: z.object({ name: z.string() }),
  summary: 'Take a skill out of the catalogue and from everybody who has it',
  response: skillCatalogue,
})

// ---- photo
const photoForm = {
  tag: 'users',
  multipart: { files: ['photo'] },
  body: z.object({}),
  response: z.object({ photoFileId: id }),
} as const
export const changeMyPhoto = endpoint({
  method: 'POST',
  url: '/api/v1/me/photo',
  roles: ROLES,
  summary: 'My photo: shown on the check page of my Surat Tugas while it is valid',
  ...photoForm,
})
export const removeMyPhoto = endpoint({
  method: 'DELETE',
  url: '/api/v1/me/photo',
  roles: ROLES,
  tag: 'users',
  summary: 'Remove my photo',
  response: done,
})
export const changeUserPhoto = endpoint({
  method: 'POST',
  url: '/api/v1/users/:id/photo',
  roles: COORDINATORS,
  params: idParams,
  summary: 'The photo of a colleague, for the check page of his Surat Tugas',
  ...photoForm,
})
export const removeUserPhoto = endpoint({
  method: 'DELETE',
  url: '/api/v1/users/:id/photo',
  roles: COORDINATORS,
  tag: 'users',
  params: idParams,
  summary: 'Remove the photo of a colleague',
  response: done,
})
