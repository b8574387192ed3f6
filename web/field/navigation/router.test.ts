import { expect, test } from 'vitest'
import { paths } from './paths.ts'
import { match, pathBelow } from './router.ts'

test('paths are read below /field, with or without a slash at the end', () => {
  expect(['/field', '/field/', '/field/jobs/', '/field/jobs/7'].map(pathBelow)).toEqual([
    '/',
    '/',
    '/jobs',
    '/jobs/7',
  ])
})

test('a pattern gives its values, and only for its own shape', () => {
  expect(match('/jobs/:id', '/jobs/a%20b')).toEqual({ id: 'a b' })
  expect(match('/jobs/:id', '/jobs')).toBeNull()
  expect(match('/jobs/:id', '/jobs/')).toBeNull()
  expect(match('/jobs/:id', '/jobs/1/bast')).toBeNull()
  expect(match('/masuk', '/masuk')).toEqual({})
})

test('a broken escape in an address is taken as it is', () => {
  expect(match('/jobs/:id', '/jobs/%E0%A4%A')).toEqual({ id: '%E0%A4%A' })
})

test('addresses that chats and bookmarks rely on', () => {
  expect([paths.job('1'), paths.handover('1'), paths.redeem, paths.pool, paths.myJobs]).toEqual([
    '/jobs/1',
    '/jobs/1/bast',
    '/masuk',
    '/',
    '/jobs',
  ])
})
