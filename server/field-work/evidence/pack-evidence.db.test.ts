import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { formOf, testHttp } from '../../testing/http.ts'
import { testDatabase } from '../../testing/index.ts'
import { insertTicketApart, newClientId, phonePhoto, takeSeat, testFiles } from '../../testing/jobs.ts'
import { insertCustomer, insertStaff } from '../../testing/people.ts'
import { fieldWorkRoutes } from '../routes.ts'

const { db, pool } = await testDatabase()
const files = testFiles()
const { call } = await testHttp((app) =>
  fieldWorkRoutes({ app, db, changed: () => undefined }, { db, files, publicUrl: 'https://gss.example' }),
)

it('one archive with papers, captioned list, originals and the hashes of all of them', async () => {
  const cs = await insertStaff(db, 'cs')
  const andi = await insertStaff(db, 'technician', 'Andi')
  const { id } = await insertTicketApart(db, cs, await insertCustomer(db))
  await takeSeat(pool, andi, id)
  const url = `/api/v1/tickets/${id}`
  await call(andi, 'GET', `${url}/assignment-letter.pdf`)
  await call(andi, 'POST', `${url}/check-in`, { clientId: newClientId() })
  const photo = await phonePhoto()
  await call(andi, 'POST', `${url}/photos`, formOf({ clientId: newClientId(), kind: 'AFTER', photo }))
  await call(
    andi,
    'POST',
    `${url}/bast`,
    formOf({ clientId: newClientId(), workDone: 'x', noSignatureReason: 'Tidak di tempat' }),
  )
  expect((await call(andi, 'GET', `${url}/evidence.zip`)).status).toBe(403)
  const answer = await call(cs, 'GET', `${url}/evidence.zip`)
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/octet-stream' } })
  const folder = mkdtempSync(join(tmpdir(), 'gss-pack-'))
  writeFileSync(join(folder, 'pack.zip'), answer.bytes)
  // another program than ours reads it
  execFileSync('python3', ['-m', 'zipfile', '-e', 'pack.zip', 'out'], { cwd: folder })
  const lines = readFileSync(join(folder, 'out/SHA256SUMS.txt'), 'utf8').trim().split('\n')
  const names = lines.map((line) => line.slice(66))
  expect(names).toEqual([
    'daftar-bukti.pdf',
    expect.stringMatching(/^dokumen\/\d+-BAST-/),
    expect.stringMatching(/^dokumen\/\d+-ST-/),
    'foto-asli/01-AFTER.jpeg',
  ])
  for (const line of lines) {
    const bytes = readFileSync(join(folder, 'out', line.slice(66)))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(line.slice(0, 64))
  }
  expect(readFileSync(join(folder, 'out/foto-asli/01-AFTER.jpeg')).equals(photo)).toBe(true)
})
