import type { Db } from '../../platform/db.ts'
import type { Files } from '../../platform/files.ts'
import { readQuietHours } from '../../platform/quiet-hours.ts'
import { type Http, serve } from '../../platform/http/serve.ts'
import { changeCompanyProfile, readCompany } from '../reads.ts'
import { addHoliday, changeCalendar, importHolidays, removeHoliday } from './change-calendar.ts'
import { changeQuietHours } from './change-quiet-hours.ts'
import { changePicture, removePicture } from './change-picture.ts'
import { changeChatText, listChatTexts } from './change-texts.ts'
import { holidaysOf, readCalendar } from './reads.ts'
import * as contract from './schema.ts'

const ok = { ok: true as const }

/** Company profile, its pictures, calendar and message texts over HTTP. */
export function settingsRoutes(http: Http, deps: { db: Db; files: Files }): void {
  const { db } = deps
  serve(http, contract.getCompany, () => readCompany(db))
  serve(http, contract.changeCompany, ({ actor, body }) => changeCompanyProfile(db, actor, body))
  serve(http, contract.changePicture, async ({ actor, params, files }) => ({
    fileId: await changePicture(db, deps.files, actor, params.picture, files['picture']),
  }))
  serve(http, contract.removePicture, async ({ actor, params }) => {
    await removePicture(db, actor, params.picture)
    return ok
  })
  serve(http, contract.getCalendar, () => readCalendar(db))
  serve(http, contract.changeCalendar, ({ actor, body }) => changeCalendar(db, actor, body))
  serve(http, contract.getQuietHours, () => readQuietHours(db))
  serve(http, contract.changeQuietHours, ({ actor, body }) => changeQuietHours(db, actor, body))
  serve(http, contract.listHolidays, async ({ query }) => ({ items: await holidaysOf(db, query.year) }))
  serve(http, contract.addHoliday, ({ actor, body }) => addHoliday(db, actor, body))
  serve(http, contract.removeHoliday, async ({ actor, params }) => {
    await removeHoliday(db, actor, params.date)
    return ok
  })
  serve(http, contract.importHolidays, ({ actor, body }) => importHolidays(db, actor, body.csv))
  serve(http, contract.listChatTexts, async () => ({ items: await listChatTexts(db) }))
  serve(http, contract.changeChatText, ({ actor, params, body }) =>
    changeChatText(db, actor, params.key, body.text),
  )
}
