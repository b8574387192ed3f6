import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBlobs, openStore } from './store.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openStore(folder, 'chats', () => ({ texts: [] as string[], seen: 0 }))

test('a change is on disk soon, without a goodbye', async () => {
  const store = open()
  store.state.texts.push('halo')
  store.touch()
  await vi.waitFor(() =>
    expect(JSON.parse(readFileSync(join(folder, 'chats.json'), 'utf8'))).toEqual({
      texts: ['halo'],
      seen: 0,
    }),
  )
  expect(open().state.texts).toEqual(['halo'])
})

test('fields that an older file does not have get their first value; a broken file starts afresh', () => {
  writeFileSync(join(folder, 'chats.json'), '{"texts":["lama"]}')
  expect(open().state).toEqual({ texts: ['lama'], seen: 0 })
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {})
  writeFileSync(join(folder, 'chats.json'), '{"texts":["la')
  expect(open().state).toEqual({ texts: [], seen: 0 })
  expect(silent).toHaveBeenCalledOnce()
  silent.mockRestore()
})

test.each([['on disk'], ['in memory']])('files %s are found by their id until they are cleared', (where) => {
  const blobs = openBlobs(where === 'on disk' ? folder : undefined, 'media')
  blobs.put('1', Buffer.from('isi'))
  expect(blobs.get('1')?.toString()).toBe('isi')
  expect(blobs.get('2')).toBeUndefined()
  blobs.clear()
  expect(blobs.get('1')).toBeUndefined()
})
