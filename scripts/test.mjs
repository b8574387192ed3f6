// Every check of the project, one after another: npm test
// The last line is `N passed, N failed`; the exit code says whether something failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from './build.mjs'
import { explain, root, say, took, underCurrentNode } from './install.mjs'

const REPORTS = join(root, '.cache/test-reports')
/** Settings of the developer's shell must not change what the tests see. */
const SETTINGS =
  /^(PORT|HOST|PUBLIC_URL|DATABASE_URL|FILES_URL|AUTH_SECRET|LOG_LEVEL|NODE_ENV|(GSS|WHATSAPP|TELEGRAM|SIM)_.*)$/

const tool = (name) => join(root, 'node_modules/.bin', name)
const has = (file) => existsSync(join(root, file))
const total = { passed: 0, failed: 0 }
const failures = []

/** Steps that pass or fail as a whole. `when` leaves out what this copy does not have. */
const checks = [
  { title: 'Types: server', run: [tool('tsc'), '-p', 'tsconfig.json'] },
  { title: 'Types: web', run: [tool('tsc'), '-p', 'web/tsconfig.json'], when: 'web/tsconfig.json' },
  {
    title: 'Types: simulator',
    run: [tool('tsc'), '-p', 'simulator/tsconfig.json'],
    when: 'simulator/tsconfig.json',
  },
  {
    title: 'Types: simulator page',
    run: [tool('tsc'), '-p', 'simulator/page/tsconfig.json'],
    when: 'simulator/page/tsconfig.json',
  },
  { title: 'Lint', run: [tool('oxlint'), '--type-aware', '--deny-warnings'] },
  { title: 'Format', run: [tool('oxfmt'), '--check'] },
  { title: 'Architecture rules', run: [process.execPath, 'scripts/architecture.ts'] },
  { title: 'Structure', run: [process.execPath, 'scripts/structure.ts'] },
  { title: 'Unused files and packages', run: [process.execPath, tool('knip'), '--no-progress'] },
  {
    title: 'Generated files are current',
    run: [process.execPath, 'scripts/generate.ts', '--check'],
    when: 'scripts/generate.ts',
  },
  { title: 'Web build', run: buildStale },
]
const projects = [
  { name: 'unit', title: 'Unit tests' },
  { name: 'integration', title: 'Integration tests (own PostgreSQL)' },
  { name: 'scenarios', title: 'Scenarios (browser and simulator)' },
]

async function main() {
  await underCurrentNode(fileURLToPath(import.meta.url), process.argv.slice(2))
  const started = performance.now()
  rmSync(REPORTS, { recursive: true, force: true })
  mkdirSync(REPORTS, { recursive: true })
  for (const check of checks) if (!check.when || has(check.when)) await runCheck(check)
  for (const project of projects) await runProject(project)
  say('')
  for (const failure of failures) say(`failed: ${failure}`)
  console.log(`\nAll checks took ${took(started)}`)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

async function runCheck({ title, run }) {
  const started = performance.now()
  heading(title)
  const passed = typeof run === 'function' ? await run() : (await execute(run)) === 0
  count(title, passed ? 1 : 0, passed ? 0 : 1)
  console.log(`${passed ? 'passed' : 'FAILED'} in ${took(started)}`)
}

async function runProject({ name, title }) {
  const started = performance.now()
  heading(title)
  const report = join(REPORTS, `${name}.json`)
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const command = [process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', name]
  const code = await execute([...command, '--passWithNoTests', ...reporters])
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    testResults = [],
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}
  // A file that cannot even be loaded fails without a failed test; it must not go unseen.
  const failed = numFailedTests === 0 && code !== 0 ? 1 : numFailedTests
  count(title, numPassedTests, failed)
  failures.push(...testResults.flatMap(failedTests))
  console.log(`${numPassedTests} passed, ${failed} failed in ${took(started)}`)
}

/** The failed tests of a file, each with its first words: once more at the end, where they are read. */
function failedTests({ name, message, assertionResults }) {
  const file = relative(root, name)
  const failed = assertionResults.filter(({ status }) => status === 'failed')
  if (failed.length === 0 && message) return [`${file}: ${firstWords(message)}`]
  return failed.map(
    ({ fullName, failureMessages }) => `${file} > ${fullName}: ${firstWords(failureMessages.join())}`,
  )
}

const firstWords = (text) => text.split('\n').slice(0, 3).join(' ').slice(0, 400)

function heading(title) {
  console.log(`\n=== ${title} ===`)
}

function count(title, passed, failed) {
  total.passed += passed
  total.failed += failed
  if (failed > 0) failures.push(title)
}

/** Runs a command in the project folder with its output shown; resolves to the exit code. */
function execute([command, ...args]) {
  const kept = Object.entries(process.env).filter(([name]) => !SETTINGS.test(name))
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
  const env = { ...Object.fromEntries(kept), PATH: path, GSS_ENV_FILE: 'none' }
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.on('exit', (code) => done(code ?? 1))
  })
}

try {
  await main()
} catch (error) {
  say(explain(error))
  process.exitCode = 1
}
