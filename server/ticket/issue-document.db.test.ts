import { beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../platform/actor.ts'
import { testDatabase } from '../testing/index.ts'
import { insertTicketApart, takeSeat } from '../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../testing/people.ts'
import { type DocumentType, issueDocument, readDocument, revokeDocuments } from './issue-document.ts'

const { db, pool } = await testDatabase()
let cs: Staff
let andi: Staff
let ticketId: string
beforeAll(async () => {
  cs = await insertStaff(db, 'cs')
  andi = await insertStaff(db, 'technician', 'Andi')
  ticketId = (await insertTicketApart(db, cs, await insertCustomer(db))).id
})

class Undo extends Error {}

const issue = (type: DocumentType, at: string, options: { undo?: boolean; assignmentId?: string } = {}) =>
  db.transaction().execute(async (tx) => {
    const document = await issueDocument(tx, {
      type,
      ticketId,
      organisation: 'GSS',
      snapshot: (given) => given,
      validFrom: new Date(at),
      at: new Date(at),
      ...(options.assignmentId && { assignmentId: options.assignmentId }),
    })
    if (options.undo) throw new Undo()
    return document
  })
const series = async (type: DocumentType, year: number) =>
  (
    await db
      .selectFrom('documents')
      .select('seq')
      .where('type', '=', type)
      .where('year', '=', year)
      .orderBy('seq')
      .execute()
  ).map((row) => row.seq)

describe('numbers', () => {
  it('have neither gaps nor twins when many are issued at once and some are rolled back', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        issue('INV', '2031-03-01T03:00:00Z', { undo: index % 3 === 0 }),
      ),
    )
    const issued = tries.filter((one) => one.status === 'fulfilled')
    expect(issued).toHaveLength(13)
    expect(await series('INV', 2031)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1))
    const counter = await db
      .selectFrom('documentCounters')
      .select('last')
      .where('type', '=', 'INV')
      .where('year', '=', 2031)
      .executeTakeFirst()
    expect(counter?.last).toBe(13)
  })

  it('of one kind leave those of another alone', async () => {
    await Promise.all([issue('KW', '2032-01-05T03:00:00Z'), issue('INV', '2032-01-05T03:00:00Z')])
    expect(await series('KW', 2032)).toEqual([1])
    expect(await series('INV', 2032)).toEqual([1])
  })

  it('belong to the year and month of the office: 31 December 23.30 UTC is January in Jakarta', async () => {
    expect((await issue('KW', '2033-12-31T16:59:00Z')).number).toBe('001/KW/GSS/XII/2033')
    expect((await issue('KW', '2033-12-31T17:00:00Z')).number).toBe('001/KW/GSS/I/2034')
    expect((await issue('KW', '2033-12-31T23:30:00Z')).number).toBe('002/KW/GSS/I/2034')
  })
})

describe('a paper', () => {
  it('knows its own number and the token of its check page, and no two share a token', async () => {
    const [one, other] = [
      await issue('KW', '2035-05-05T03:00:00Z'),
      await issue('KW', '2035-05-05T03:00:00Z'),
    ]
    expect(one.snapshot).toEqual({ number: one.number, token: one.token })
    expect(one.token).not.toBe(other.token)
    expect(one.token).not.toContain('001')
    expect((await readDocument(db, one.id))?.number).toBe(one.number)
    expect(await readDocument(db, '0198c000-0000-7000-8000-000000000000')).toBeNull()
  })

  it('is one live letter per assignment, and one live BAST per ticket', async () => {
    const assignmentId = await takeSeat(pool, andi, ticketId)
    const at = '2036-05-05T03:00:00Z'
    const letter = await issue('ST', at, { assignmentId })
    await expect(issue('ST', at, { assignmentId })).rejects.toMatchObject({
      constraint: 'documents_one_letter',
    })
    await db.transaction().execute((tx) => revokeDocuments(tx, { assignmentId, type: 'ST' }, 'Diganti'))
    expect(await readDocument(db, letter.id)).toMatchObject({ revokeReason: 'Diganti' })
    expect((await issue('ST', at, { assignmentId })).seq).toBe(2)
    await issue('BAST', at)
    await expect(issue('BAST', at)).rejects.toMatchObject({ constraint: 'documents_one_paper' })
  })

  it('is only taken back with a word about which', async () => {
    await expect(
      db.transaction().execute((tx) => revokeDocuments(tx, { type: 'ST' }, 'alle')),
    ).rejects.toThrow('assignment or a ticket')
  })
})
