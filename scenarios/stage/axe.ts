import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

type Found = {
  violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
}

/** What on this page does not keep WCAG 2.2 AA, one line per place; empty when all does. */
export async function violations(page: Page): Promise<string[]> {
  // colours that are still fading would be measured half-way
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one.finished.catch(() => undefined))),
  )
  // evaluated from outside, so that the page's own security policy stays as it is
  await page.evaluate(SOURCE)
  const found = await page.evaluate(
    async (values) =>
      (await (
        globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<unknown> } }
      ).axe.run(document, { runOnly: { type: 'tag', values } })) as Found,
    RULES,
  )
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      (node) =>
        `${id} (${help}): ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  )
}
