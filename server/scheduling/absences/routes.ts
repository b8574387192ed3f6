import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { absencesBetween, readAbsence } from './reads.ts'
import { changeAbsence, recordAbsence, removeAbsence } from './record-absence.ts'
import { registerOwnAbsence, withdrawOwnAbsence } from './register-own-absence.ts'
import * as contract from './schema.ts'

/** Absences of technicians over HTTP. */
export function absenceRoutes(http: Http, db: Db): void {
  const shown = async (id: string) => {
    const absence = await readAbsence(db, id)
    if (!absence) throw new NotFound()
    return absence
  }
  serve(http, contract.listAbsences, async ({ actor, query }) => ({
    items: await absencesBetween(db, actor, query),
  }))
  serve(http, contract.recordAbsence, async ({ actor, body }) => shown(await recordAbsence(db, actor, body)))
  serve(http, contract.registerOwnAbsence, async ({ actor, body }) =>
    shown(await registerOwnAbsence(db, actor, body)),
  )
  serve(http, contract.withdrawOwnAbsence, async ({ actor, params }) => {
    await withdrawOwnAbsence(db, actor, params.id)
    return { ok: true as const }
  })
  serve(http, contract.changeAbsence, async ({ actor, params, body }) => {
    await changeAbsence(db, actor, params.id, body)
    return await shown(params.id)
  })
  serve(http, contract.removeAbsence, async ({ actor, params }) => {
    await removeAbsence(db, actor, params.id)
    return { ok: true as const }
  })
}
