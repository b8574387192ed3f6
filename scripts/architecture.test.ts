import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { FOLDERS, readImports, rules } from './architecture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
mkdirSync(join(root, '.cache'), { recursive: true })
const planted = mkdtempSync(join(root, '.cache/planted-'))
afterAll(() => rmSync(planted, { recursive: true }))

const PACKAGES = ['kysely', 'pg', 'fastify', 'grammy', 'graphile-worker', '@mantine/core', 'vite', 'zod']
const DEV_PACKAGES = ['@mantine/core', 'vite']

/** `a -> b` plants a file `a` that imports `b`; the word `type` before b makes it an import of types only. */
const plants: Record<string, string[]> = {
  'no-cycles': [
    'server/ticket/move.ts -> server/ticket/claim-seat.ts',
    'server/ticket/claim-seat.ts -> server/ticket/move.ts',
  ],
  'use-the-door': ['server/scheduling/claim-job.ts -> server/ticket/move.ts'],
  'master-data-looks-uphill': ['server/master-data/reads.ts -> server/scheduling/index.ts'],
  'scheduling-looks-uphill': ['server/scheduling/reads.ts -> server/field-work/index.ts'],
  'field-work-looks-uphill': ['server/field-work/reads.ts -> type server/scheduling/index.ts'],
  'invoicing-looks-uphill': ['server/invoicing/reads.ts -> server/feedback/index.ts'],
  'feedback-looks-uphill': ['server/feedback/reads.ts -> server/invoicing/index.ts'],
  'ticket-looks-uphill': ['server/ticket/move.ts -> type server/master-data/index.ts'],
  'platform-looks-uphill': ['server/platform/outbox.ts -> server/ticket/index.ts'],
  'channels-are-outermost': ['server/scheduling/notices.ts -> server/channels/telegram/index.ts'],
  'main-is-the-top': ['server/platform/stop.ts -> server/main.ts'],
  'rules-are-pure': ['server/scheduling/rules.ts -> server/scheduling/reads.ts'],
  'thin-edges-run-no-sql': ['server/channels/whatsapp/send.ts -> kysely'],
  'http-stays-at-the-edge': ['server/scheduling/claim-job.ts -> type fastify'],
  'telegram-stays-in-its-channel': ['server/channels/whatsapp/send.ts -> grammy'],
  'queue-stays-in-platform': ['server/invoicing/tasks.ts -> graphile-worker'],
  'server-web-simulator-are-strangers': ['web/shared/tickets.ts -> type server/ticket/schema.ts'],
  'scripts-are-tools': [
    'server/platform/start.ts -> scripts/rehearsal.ts',
    'server/platform/start.ts -> bench/stage.ts',
  ],
  'screens-do-not-mix': ['web/office/scheduling/board.tsx -> web/office/invoicing/total.tsx'],
  'office-and-field-are-apart': ['web/field/ui/button.tsx -> web/office/ui/button.tsx'],
  'web-shared-knows-nobody': ['web/shared/money.ts -> web/office/ui/money.ts'],
  'field-stays-light': ['web/field/ui/button.tsx -> @mantine/core'],
  'tests-are-not-production': ['server/platform/clock.ts -> server/testing/index.ts'],
  'server-needs-no-dev-packages': ['server/platform/look.ts -> vite'],
  'no-orphans': ['server/platform/forgotten.ts -> '],
  'no-unresolved': ['server/platform/clock.ts -> server/platform/gone'],
}

describe('each rule catches what it is meant to catch', () => {
  test('no rule is without a planted violation', () => {
    expect(Object.keys(plants).toSorted()).toEqual(rules.map((rule) => String(rule.name)).toSorted())
  })

  test.each(Object.entries(plants))('%s', async (name, edges) => {
    const folder = join(planted, name)
    plantPackages(folder)
    for (const edge of edges) plant(folder, edge)
    expect(await broken(folder)).toEqual([name])
  })

  test('the allowed neighbour of each planted import is not reported', async () => {
    const folder = join(planted, 'allowed')
    plantPackages(folder)
    for (const edge of [
      'server/scheduling/claim-job.ts -> server/ticket/index.ts',
      'server/invoicing/reads.ts -> server/field-work/index.ts',
      'server/scheduling/rules.ts -> type server/scheduling/schema.ts',
      'server/scheduling/reads.ts -> kysely',
      'server/scheduling/routes.ts -> type fastify',
      'server/channels/telegram/bot.ts -> grammy',
      'server/platform/tasks.ts -> graphile-worker',
      'web/office/shell/routes.tsx -> web/office/scheduling/board.tsx',
      'web/office/ui/button.tsx -> @mantine/core',
      'scenarios/day.e2e.ts -> scripts/browser.ts',
      'bench/figures/claims.ts -> server/ticket/claim-seat.ts',
    ])
      plant(folder, edge)
    expect(await broken(folder)).toEqual([])
  })
})

test('the project itself breaks no rule, and it was really read', async () => {
  const { modules, violations } = await readImports(root)
  expect(violations).toEqual([])
  expect(modules).toBeGreaterThan(50)
})

async function broken(folder: string): Promise<string[]> {
  const { violations } = await readImports(folder)
  return [...new Set(violations.map((violation) => violation.rule))]
}

function plant(folder: string, edge: string): void {
  const [file = '', import_ = ''] = edge.split(' -> ')
  const target = import_.replace('type ', '')
  const kind = import_.startsWith('type ') ? 'import type * as it' : 'import * as it'
  const local = FOLDERS.some((top) => target.startsWith(`${top}/`))
  const up = '../'.repeat(file.split('/').length - 1)
  write(
    folder,
    file,
    target ? `${kind} from '${local ? up : ''}${target}'\nexport const use = it\n` : 'export const use = 1\n',
  )
  if (local && /[.]tsx?$/.test(target) && !existsSync(join(folder, target)))
    write(folder, target, 'export const it = 1\n')
}

/** A manifest and stubs instead of the real packages: quicker to read, and no upgrade disturbs the test. */
function plantPackages(folder: string): void {
  const versions = (names: string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']))
  const runtime = PACKAGES.filter((name) => !DEV_PACKAGES.includes(name))
  const manifest = {
    name: 'planted',
    type: 'module',
    dependencies: versions(runtime),
    devDependencies: versions(DEV_PACKAGES),
  }
  write(folder, 'package.json', JSON.stringify(manifest))
  for (const name of PACKAGES) {
    write(
      folder,
      `node_modules/${name}/package.json`,
      JSON.stringify({ name, version: '1.0.0', main: 'index.js' }),
    )
    write(folder, `node_modules/${name}/index.js`, 'export {}\n')
  }
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}
