import { canSay, say } from '../../platform/texts.ts'

/** What a refusal of the Cloud API asks of us (codes as Meta documents them). */
export type ErrorClass = 'throttle' | 'pair' | 'window' | 'uncertain' | 'account' | 'final'

const CLASSES: Record<Exclude<ErrorClass, 'final'>, readonly number[]> = {
  throttle: [4, 80007, 130429],
  pair: [131056],
  window: [131047],
  // Meta's own trouble: the message may have gone out
  uncertain: [1, 2, 131000, 131016],
  account: [0, 190, 3, 10, 131005, 368, 131031, 131042, 131045, 133010, 131057, 130497],
}

/** Our own reasons, where WhatsApp was not even asked or did not answer. */
export const OWN = { unsure: 0, noAddress: 900001, unreachable: 900002, templateChanged: 900003 } as const

/** @param code as in the answer; 0 when it had none (a proxy's page) */
export function classOf(code: number, httpStatus: number): ErrorClass {
  if (code === 0 && httpStatus === 429) return 'throttle'
  if (code === 0 && httpStatus >= 500) return 'uncertain'
  for (const [name, codes] of Object.entries(CLASSES) as [ErrorClass, readonly number[]][])
    if (codes.includes(code)) return name
  if (code >= 200 && code <= 299) return 'account'
  return httpStatus >= 500 ? 'uncertain' : 'final'
}

/** For CS: what is wrong and what to do next, in words. */
export function explainError(code: number): string {
  return canSay(`chat:delivery.${code}`) ? say(`chat:delivery.${code}`) : say('chat:delivery.other', { code })
}
