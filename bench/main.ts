// Measures the quality bars: npm run bench [-- --only NAME[,NAME]] [--json FILE] [--list]
// Every file in bench/figures/ exports `about` and `measure(stage)`; NAME is the name of such a file.
import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ROOT } from '../server/platform/config.ts'
import type { Figure } from './figure.ts'
import { openStage, type Stage } from './stage.ts'

const FOLDER = join(ROOT, 'bench/figures')

/** What a file in `figures/` exports. */
type Measurement = {
  /** one line for people */
  about: string
  measure: (stage: Stage) => Promise<Figure[]>
}

export async function main(): Promise<void> {
  const { only, json, list } = readArguments()
  const all = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .toSorted()
  const unknown = only.filter((name) => !all.includes(name))
  if (unknown.length > 0) {
    console.error(`There is no figure ${unknown.join(', ')}; there are ${all.join(', ')}.`)
    return process.exit(2)
  }
  const wanted = only.length > 0 ? all.filter((name) => only.includes(name)) : all
  if (list) for (const name of wanted) console.log(`${name.padEnd(16)} ${(await load(name)).about}`)
  else process.exit((await measureAll(wanted, json)) ? 0 : 1)
}

function readArguments(): { only: string[]; json: string | undefined; list: boolean } {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    // boot.mjs has arguments of its own
    strict: false,
    options: { only: { type: 'string' }, json: { type: 'string' }, list: { type: 'boolean' } },
  })
  return {
    only: typeof values.only === 'string' ? values.only.split(',').filter(Boolean) : [],
    json: typeof values.json === 'string' ? values.json : undefined,
    list: values.list === true,
  }
}

const load = async (name: string) =>
  (await import(pathToFileURL(join(FOLDER, `${name}.ts`)).href)) as Measurement

/** @returns whether every goal was reached */
async function measureAll(names: readonly string[], json: string | undefined): Promise<boolean> {
  const figures: Figure[] = []
  for (const name of names) {
    const { about, measure } = await load(name)
    console.log(`\n${name}: ${about}`)
    const found = await measureOne(name, measure)
    for (const figure of found) console.log(`  ${line(figure)}`)
    figures.push(...found)
  }
  const missed = figures.filter((figure) => !figure.ok)
  console.log(`\n${figures.length} figures, ${missed.length} missed their goal`)
  for (const figure of missed) console.log(`  ${line(figure)}`)
  if (json) writeFileSync(resolve(json), `${JSON.stringify(figures, null, 2)}\n`)
  return missed.length === 0
}

/** Each has a stage of its own; one that fails is a missed goal, and the others go on. */
async function measureOne(name: string, measure: Measurement['measure']): Promise<Figure[]> {
  const stage = openStage(name)
  try {
    return await measure(stage)
  } catch (error) {
    console.error(error)
    return [{ name: `${name} could not be measured`, value: 0, unit: '', goal: '= 1', ok: false }]
  } finally {
    await stage.close()
  }
}

const line = ({ name, value, unit, goal, ok }: Figure): string =>
  `${goal === null ? '    ' : ok ? 'ok  ' : 'MISS'} ${name.padEnd(58)} ${String(value).padStart(9)} ${unit.padEnd(8)} ${goal ? `goal ${goal}` : ''}`.trimEnd()
