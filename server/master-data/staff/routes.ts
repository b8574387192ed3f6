import type { FastifyRequest } from 'fastify'
import { type Auth, sessionOf } from '../../platform/auth.ts'
import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import type { Role } from '../../platform/roles.ts'
import { renewBackupCodes } from '../../platform/second-factor.ts'
import { mustManage } from '../change-staff.ts'
import { changeStaffPhoto, removeStaffPhoto } from './change-photo.ts'
import { addSkill, removeSkill, renameSkill } from './change-skills.ts'
import { endOtherSessions, endOwnSession } from './end-sessions.ts'
import { listSignInRows, readSkills, secondFactorRoles } from './reads.ts'
import * as contract from './schema.ts'
import {
  changeSecondFactorRoles,
  dropSecondFactor,
  resetStaffSecondFactor,
  showSecondFactor,
  takeFirstCode,
} from './set-up-second-factor.ts'
import { unlinkTelegram } from './unlink-telegram.ts'

type Deps = { db: Db; auth: Auth; files: Files }
const ok = { ok: true as const }
const callerOf = (request: FastifyRequest) => ({ cookie: request.headers.cookie ?? '', ip: request.ip })

/** Sign-ins, second factor, skills and Telegram of staff over HTTP. */
export function staffRoutes(http: Http, deps: Deps): void {
  const { db } = deps
  signInRoutes(http, deps)
  secondFactorRoutes(http, deps)
  photoRoutes(http, deps)
  serve(http, contract.unlinkTelegram, async ({ actor, params }) => {
    await unlinkTelegram(db, actor, params.id)
    return ok
  })
  serve(http, contract.listSkills, () => readSkills(db))
  serve(http, contract.addSkill, async ({ actor, body }) => {
    await addSkill(db, actor, body.name)
    return await readSkills(db)
  })
  serve(http, contract.renameSkill, async ({ actor, params, body }) => {
    await renameSkill(db, actor, params.name, body.name)
    return await readSkills(db)
  })
  serve(http, contract.removeSkill, async ({ actor, params }) => {
    await removeSkill(db, actor, params.name)
    return await readSkills(db)
  })
}

function photoRoutes(http: Http, deps: Deps): void {
  serve(http, contract.changeMyPhoto, async ({ actor, files }) => ({
    photoFileId: await changeStaffPhoto(deps, actor, actor.id, files['photo']),
  }))
  serve(http, contract.removeMyPhoto, async ({ actor }) => {
    await removeStaffPhoto(deps.db, actor, actor.id)
    return ok
  })
  serve(http, contract.changeUserPhoto, async ({ actor, params, files }) => ({
    photoFileId: await changeStaffPhoto(deps, actor, params.id, files['photo']),
  }))
  serve(http, contract.removeUserPhoto, async ({ actor, params }) => {
    await removeStaffPhoto(deps.db, actor, params.id)
    return ok
  })
}

function signInRoutes(http: Http, { db, auth }: Deps): void {
  const currentSession = async (request: FastifyRequest) =>
    (await sessionOf(auth, request.headers))?.session.id ?? null
  serve(http, contract.listMySignIns, async ({ actor, request }) =>
    listSignInRows(db, actor.id, await currentSession(request)),
  )
  serve(http, contract.endMyOtherSessions, async ({ actor, request }) => ({
    ended: await endOtherSessions(db, actor, await currentSession(request)),
  }))
  serve(http, contract.endMySession, async ({ actor, params }) => {
    await endOwnSession(db, actor, params.id)
    return ok
  })
  serve(http, contract.listSignIns, async ({ actor, params }) => {
    const person = await db.selectFrom('staff').select('role').where('id', '=', params.id).executeTakeFirst()
    if (!person) throw new NotFound()
    mustManage(actor, person.role as Role, person.role as Role)
    return await listSignInRows(db, params.id, null)
  })
}

function secondFactorRoutes(http: Http, { db, auth }: Deps): void {
  serve(http, contract.beginSecondFactor, ({ body, request }) =>
    showSecondFactor(auth, callerOf(request), body.password),
  )
  serve(http, contract.confirmSecondFactor, async ({ actor, body, request, reply }) => {
    reply.header('set-cookie', await takeFirstCode(db, auth, callerOf(request), actor, body.code))
    return ok
  })
  serve(http, contract.endSecondFactor, async ({ actor, body, request, reply }) => {
    reply.header('set-cookie', await dropSecondFactor(db, auth, callerOf(request), actor, body.password))
    return ok
  })
  serve(http, contract.renewBackupCodes, async ({ body, request }) => ({
    backupCodes: await renewBackupCodes(auth, callerOf(request), body.password),
  }))
  serve(http, contract.resetSecondFactor, async ({ actor, params }) => {
    await resetStaffSecondFactor(db, actor, params.id)
    return ok
  })
  serve(http, contract.getSecondFactorRule, async () => ({ roles: await secondFactorRoles(db) }))
  serve(http, contract.changeSecondFactorRule, async ({ actor, body }) => ({
    roles: await changeSecondFactorRoles(db, actor, body.roles),
  }))
}
