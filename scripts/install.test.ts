import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartError } from '../server/platform/start-error.ts'
import { explain, isInstalled } from './install.mjs'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install-'))
  mkdirSync(join(folder, 'node_modules'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const lock = {
  '': { name: 'gss' },
  'node_modules/zod': { version: '4.6.7', integrity: 'sha512-zod' },
  'node_modules/vite': { version: '8.3.8', integrity: 'sha512-vite', dev: true },
  'node_modules/other-system': { version: '1.0.0', integrity: 'sha512-other', optional: true },
}
const installed = {
  'node_modules/zod': lock['node_modules/zod'],
  'node_modules/vite': lock['node_modules/vite'],
}

function write(file: string, packages: object): void {
  writeFileSync(join(folder, file), JSON.stringify({ packages }))
}
const stamp = () => join(folder, 'node_modules/.gss-lock')

test('an installation made by npm itself is recognised and stamped', () => {
  write('package-lock.json', lock)
  write('node_modules/.package-lock.json', installed)
  expect(isInstalled(folder)).toBe(true)
  expect(readFileSync(stamp(), 'utf8')).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  ['nothing is installed', {}],
  ['a package is missing', { 'node_modules/zod': installed['node_modules/zod'] }],
  [
    'a version differs',
    { ...installed, 'node_modules/zod': { ...lock['node_modules/zod'], version: '4.6.6' } },
  ],
  [
    'a package is not the one locked',
    { ...installed, 'node_modules/zod': { version: '4.6.7', integrity: 'sha512-x' } },
  ],
])('%s: install', (_case, packages) => {
  write('package-lock.json', lock)
  write('node_modules/.package-lock.json', packages)
  expect(isInstalled(folder)).toBe(false)
  expect(existsSync(stamp())).toBe(false)
})

test('without node_modules, or interrupted before npm wrote its record: install', () => {
  write('package-lock.json', lock)
  expect(isInstalled(folder)).toBe(false)
  rmSync(join(folder, 'node_modules'), { recursive: true })
  expect(isInstalled(folder)).toBe(false)
})

test('a lock file that changed after the stamp is compared anew', () => {
  write('package-lock.json', lock)
  write('node_modules/.package-lock.json', installed)
  isInstalled(folder)
  write('package-lock.json', { ...lock, 'node_modules/pg': { version: '8.23.1', integrity: 'sha512-pg' } })
  expect(isInstalled(folder)).toBe(false)
})

test('errors are told in the words of the operator', () => {
  const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 8080 })
  expect(explain(taken)).toBe(
    'Port 8080 is in use by another program; stop that one or set PORT to another number.',
  )
  const wrong = Object.assign(new Error('x'), { name: 'ConfigError', problems: ['PORT must be a number.'] })
  expect(explain(new StartError('Do this.'))).toBe('Do this.')
  expect(explain(new Error('a bug'))).toMatch(/a bug[^]*install[.]test/)
  expect(explain(wrong)).toBe('Not started:\n- PORT must be a number.')
})
