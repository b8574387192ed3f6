import type { Staff } from '../../platform/actor.ts'
import type { Db } from '../../platform/db.ts'
import type { Role } from '../../platform/roles.ts'
import { feedbackRoutes } from '../../feedback/index.ts'
import { fieldWorkRoutes, fieldWorkTasks } from '../../field-work/index.ts'
import { invoicingRoutes } from '../../invoicing/index.ts'
import { schedulingRoutes } from '../../scheduling/index.ts'
import type { TestDatabase } from '../database.ts'
import { testHttp } from '../http.ts'
import { testFiles } from '../jobs.ts'
import { insertCustomer, insertOpenTicket, insertStaff } from '../people.ts'

type Call = Awaited<ReturnType<typeof testHttp>>['call']
export type World = { db: Db; call: Call; issueLetters: () => Promise<void> }
export type Story = { staff: readonly Staff[]; tickets: readonly string[] }

const publicUrl = 'https://gss.example'
/** Everybody who may press a button; three technicians, so that a quota of two has a loser. */
const CAST: readonly [Role, string][] = [
  ['cs', 'Citra'],
  ['admin', 'Admin'],
  ['sales', 'Sari'],
  ['manager', 'Maya'],
  ['technician', 'Andi'],
  ['technician', 'Budi'],
  ['technician', 'Cahyo'],
]
const HOUR = 3_600_000

/** The modules as main.ts wires them, without a port. */
export async function openWorld({ db, pool }: TestDatabase): Promise<World> {
  const files = testFiles()
  const { call } = await testHttp((app) => {
    const http = { app, db, changed: () => undefined }
    schedulingRoutes(http, { db, pool, publicUrl })
    fieldWorkRoutes(http, { db, files, publicUrl })
    invoicingRoutes(http, { db, files, publicUrl })
    feedbackRoutes(http, db)
  })
  const issue = fieldWorkTasks({ db, files, publicUrl })['issueAssignmentLetter']
  let last = 0
  /** What the reaction to a won seat does in the worker. */
  async function issueLetters(): Promise<void> {
    const claims = await db
      .selectFrom('events')
      .select('id')
      .where('name', '=', 'jobClaimed')
      .where('id', '>', last)
      .orderBy('id')
      .execute()
    for (const { id } of claims) {
      await issue?.({ eventId: String(id) } as never)
      last = id
    }
  }
  return { db, call, issueLetters }
}

/** New people, two jobs at the same time, of which one person can hold one, and a third that is apart. */
export async function beginStory({ db }: World, quotas: readonly number[]): Promise<Story> {
  const staff: Staff[] = []
  for (const [role, name] of CAST) staff.push(await insertStaff(db, role, name))
  const customerId = await insertCustomer(db)
  const tickets: string[] = []
  for (const [index, quota] of quotas.entries()) {
    const start = new Date(Date.now() + (index === 2 ? 12.5 : 0.5) * HOUR)
    const end = new Date(start.getTime() + 2 * HOUR)
    tickets.push((await insertOpenTicket(db, staff[0] as Staff, customerId, { quota, start, end })).id)
  }
  return { staff, tickets }
}
