import type { Auth } from '../platform/auth.ts'
import type { Db } from '../platform/db.ts'
import type { Files } from '../platform/files.ts'
import { type Http, serve } from '../platform/http/serve.ts'
import { activateCustomer, changeCustomer, createCustomer, deactivateCustomer } from './change-customer.ts'
import { changeStaff, createStaff, resetStaffPassword } from './change-staff.ts'
import { createTelegramLink } from './create-telegram-link.ts'
import { listStaff, readCustomer, readMe } from './reads.ts'
import { importRoutes } from './import/routes.ts'
import { readTimeline } from './timeline/reads.ts'
import { getTimeline } from './timeline/schema.ts'
import { mergeRoutes } from './merge/routes.ts'
import { onePersonRoutes } from './one-person/routes.ts'
import { listCustomerRows } from './search-customers.ts'
import { dispositionOf, readVisibleFile } from './read-file.ts'
import { settingsRoutes } from './settings/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import * as contract from './schema.ts'

type Deps = { db: Db; files: Files; auth: Auth; botUsername: () => string; rehearsal: boolean }

/** Session, staff and customers over HTTP. */
export function masterDataRoutes(http: Http, deps: Deps): void {
  const { db, auth } = deps
  staffRoutes(http, deps)
  settingsRoutes(http, deps)
  serve(http, contract.getMe, ({ actor }) => readMe(db, actor, deps.rehearsal))
  serve(http, contract.linkMyTelegram, ({ actor }) =>
    createTelegramLink(db, actor, actor.id, deps.botUsername()),
  )
  serve(http, contract.listUsers, ({ query }) => listStaff(db, query))
  serve(http, contract.createUser, ({ actor, body }) => createStaff(db, auth, actor, body))
  serve(http, contract.changeUser, ({ actor, params, body }) => changeStaff(db, actor, params.id, body))
  serve(http, contract.resetPassword, async ({ actor, params, body }) => ({
    password: await resetStaffPassword(db, auth, actor, params.id, body?.password),
  }))
  serve(http, contract.linkTelegram, ({ actor, params }) =>
    createTelegramLink(db, actor, params.id, deps.botUsername()),
  )

  serve(http, contract.listCustomers, ({ query }) => listCustomerRows(db, query))
  serve(http, contract.getCustomer, ({ params }) => readCustomer(db, params.id))
  serve(http, contract.createCustomer, ({ actor, body }) =>
    db.transaction().execute((tx) => createCustomer(tx, actor, plain(body), 'MANUAL')),
  )
  serve(http, contract.changeCustomer, ({ actor, params, body }) =>
    db.transaction().execute((tx) => changeCustomer(tx, actor, params.id, plain(body))),
  )
  serve(http, contract.deactivateCustomer, ({ actor, params }) =>
    db.transaction().execute((tx) => deactivateCustomer(tx, actor, params.id)),
  )
  serve(http, contract.activateCustomer, ({ actor, params }) =>
    db.transaction().execute((tx) => activateCustomer(tx, actor, params.id)),
  )

  serve(http, getTimeline, ({ params, query }) => readTimeline(db, params.id, query))
  mergeRoutes(http, { db })
  onePersonRoutes(http, { db })
  importRoutes(http, { db, files: deps.files })

  serve(http, contract.getFile, async ({ actor, params, reply }) => {
    const file = await readVisibleFile(db, deps.files, actor, params.id)
    return reply
      .type(file.mime)
      .header('content-disposition', dispositionOf(file))
      .header('cache-control', 'private, max-age=86400')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .send(file.bytes)
  })
}

/** A field that was not sent stays as it is; one that was sent empty is emptied. */
function plain<T extends object>(body: T): T {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as T
}
