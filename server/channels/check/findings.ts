import type { Language } from '../../platform/texts.ts'
import { say } from '../../platform/texts.ts'

export type Finding = { ok: boolean; check: string; title: string; advice: string }
export type Report = { ok: boolean; findings: Finding[] }
type Params = Record<string, string | number>

/** One result in the words of `locales/<language>/channels.json`; `why` names the text and is stable. */
export function finding(language: Language, check: string, why: string, params: Params = {}): Finding {
  const ok = why === 'ok'
  return {
    ok,
    check,
    title: say(`channels:${check}.${why}`, params, language),
    advice: ok ? '' : say(`channels:${check}.${why}Advice`, params, language),
  }
}

export const reportOf = (findings: Finding[]): Report => ({
  ok: findings.every((one) => one.ok),
  findings,
})

/** Why a call never got an answer. */
export function whyUnreachable(error: unknown): 'timeout' | 'unreachable' {
  const name = (error as { name?: string }).name
  const message = String((error as { message?: string }).message ?? '')
  return name === 'TimeoutError' || name === 'AbortError' || /timed? ?out/i.test(message)
    ? 'timeout'
    : 'unreachable'
}
