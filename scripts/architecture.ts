// Who imports whom, checked on the whole project: node scripts/architecture.ts
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import configuration from '../.dependency-cruiser.mjs'

export const rules = configuration.forbidden as IForbiddenRuleType[]
export const FOLDERS = ['server', 'web', 'simulator', 'scenarios', 'scripts', 'bench']

// The reader can fail silently (it once saw no TypeScript at all), so no violations among nothing is no success.
const FEWEST_MODULES = 50

export interface Reading {
  /** How many files of our own were read. */
  modules: number
  violations: { rule: string; from: string; to: string; comment: string }[]
}

/** Reads every import below `baseDir` and holds it against the rules. */
export async function readImports(baseDir: string): Promise<Reading> {
  const { tsConfig: _unused, enhancedResolveOptions: resolve, ...rest } = configuration.options
  const folders = FOLDERS.filter((folder) => existsSync(join(baseDir, folder)))
  const options = { ...rest, baseDir, validate: true, ruleSet: { forbidden: rules } }
  const { modules, summary } = (await cruise(folders, options, resolve)).output as ICruiseResult
  return {
    modules: modules.filter((module) => FOLDERS.some((folder) => module.source.startsWith(`${folder}/`)))
      .length,
    violations: summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      comment: rules.find(({ name }) => name === rule.name)?.comment ?? '',
    })),
  }
}

if (import.meta.main) {
  const { modules, violations } = await readImports(fileURLToPath(new URL('..', import.meta.url)))
  for (const { rule, from, to, comment } of violations)
    console.error(`${rule}: ${from} -> ${to}\n  ${comment}`)
  console.log(`${modules} files read, ${violations.length} forbidden imports`)
  process.exitCode = violations.length > 0 || modules < FEWEST_MODULES ? 1 : 0
}
