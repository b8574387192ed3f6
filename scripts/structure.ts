// Checks that the tree keeps the shape STYLE.md promises: node scripts/structure.ts
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { compareLocales } from './structure-locales.ts'

const MODULES = ['master-data', 'scheduling', 'field-work', 'invoicing', 'feedback']
const TOPS = ['server', 'web', 'simulator', 'scenarios', 'scripts', 'bench']
const MOST_FILE_LINES = 300
const MOST_FUNCTION_LINES = 60
const MOST_FOLDERS = 2

const CLOSED_NAMES = new Set([
  'README.md',
  'index.ts',
  'routes.ts',
  'pages.ts',
  'schema.ts',
  'rules.ts',
  'reads.ts',
  'tasks.ts',
  'notices.ts',
  'reactions.ts',
  'lifecycle.ts',
])
const USE_CASE = /^[a-z]+(-[a-z0-9]+)+[.]ts$/
const TEST = /[.](test|e2e)[.]tsx?$/
const GENERATED = /[.]gen([.]d)?[.]tsx?$|[/]generated[/]/
const CODE = /[.](ts|tsx|mjs|css)$/
const EMPTY_WORDS = /^(utils?|helpers?|common|services?|misc)$/

/** All deviations below `root`, each as one sentence with its remedy. */
export function checkStructure(root: string): string[] {
  const files = TOPS.flatMap((top) => filesBelow(root, top))
  return [
    ...files.flatMap((file) => [...checkName(file), ...checkDepth(file)]),
    ...files.filter((file) => CODE.test(file)).flatMap((file) => checkLengths(root, file)),
    ...checkModules(root),
    ...compareLocales(join(root, 'locales')),
  ]
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(root, path)
    return [path]
  })
}

function checkName(file: string): string[] {
  const words = [...dirname(file).split('/'), basename(file).split('.')[0] ?? '']
  const empty = words.find((word) => EMPTY_WORDS.test(word))
  if (empty) return [`${file}: "${empty}" says nothing; name it after what is in it.`]
  const [top, module = ''] = file.split('/')
  if (top !== 'server' || !MODULES.includes(module)) return []
  const name = basename(file).replace(TEST, '.ts').replace('.db.ts', '.ts')
  if (CLOSED_NAMES.has(name) || USE_CASE.test(name)) return []
  return [
    `${file}: a module holds ${[...CLOSED_NAMES].join(', ')} and use-cases named <verb>-<noun>.ts; give it one of these names.`,
  ]
}

function checkDepth(file: string): string[] {
  const folders = file.split('/').length - 2
  const allowed = file.startsWith('web/') ? MOST_FOLDERS + 1 : MOST_FOLDERS
  if (!/^(server|web)[/]/.test(file) || folders <= allowed) return []
  return [
    `${file}: at most ${MOST_FOLDERS} folders below ${file.startsWith('web/') ? 'an app' : 'server'}; move it up.`,
  ]
}

function checkModules(root: string): string[] {
  const folders = ['server', 'web/office'].filter((folder) => existsSync(join(root, folder)))
  return folders.flatMap((folder) =>
    MODULES.filter((module) => !existsSync(join(root, folder, module))).map(
      (module) =>
        `${folder}/${module} is missing: the five business names are the same on the server and in the office.`,
    ),
  )
}

function checkLengths(root: string, file: string): string[] {
  if (TEST.test(file) || GENERATED.test(file)) return []
  const text = readFileSync(join(root, file), 'utf8')
  const lines = text.trimEnd().split('\n')
  const problems: string[] = []
  if (lines.length > MOST_FILE_LINES)
    problems.push(`${file}: ${lines.length} lines, at most ${MOST_FILE_LINES}; split it by what it does.`)
  if (!file.endsWith('.css')) problems.push(...longFunctions(file, text))
  return problems
}

function longFunctions(file: string, text: string): string[] {
  const kind = file.endsWith('x')
    ? ts.ScriptKind.TSX
    : file.endsWith('.mjs')
      ? ts.ScriptKind.JS
      : ts.ScriptKind.TS
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line
  const blank = text.split('\n').map((line) => /^\s*(\/\/.*|\/?\*.*)?$/.test(line))
  const problems: string[] = []

  /** Lines of code from start to end of a node, without blank lines and comments. */
  const linesOf = (node: ts.Node) => {
    let count = 0
    for (let line = lineAt(node.getStart()); line <= lineAt(node.getEnd()); line++) if (!blank[line]) count++
    return count
  }
  /** Reports long functions below `node`; returns the lines that inner functions take from it. */
  const visit = (node: ts.Node): number => {
    let inner = 0
    ts.forEachChild(node, (child) => void (inner += visit(child)))
    if (!isFunction(node)) return inner
    const all = linesOf(node)
    // A function's own lines: what it leaves to the functions inside is counted there.
    if (all - inner > MOST_FUNCTION_LINES)
      problems.push(
        `${file}:${lineAt(node.getStart()) + 1}: a function of ${all - inner} lines, at most ${MOST_FUNCTION_LINES}; give its steps names.`,
      )
    return Math.max(all - 2, 0)
  }
  visit(source)
  return problems
}

function isFunction(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isAccessor(node)
  )
}

if (import.meta.main) {
  const problems = checkStructure(fileURLToPath(new URL('..', import.meta.url)))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length > 0 ? 1 : 0
}
