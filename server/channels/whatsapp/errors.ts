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

export function classOf(code: number, httpStatus: number): ErrorClass {
  for (const [name, codes] of Object.entries(CLASSES) as [ErrorClass, readonly number[]][])
    if (codes.includes(code) && !(code === 0 && httpStatus >= 500)) return name
  if (code >= 200 && code <= 299) return 'account'
  return httpStatus >= 500 ? 'uncertain' : 'final'
}

/** For CS: what is wrong and what to do next, in words. */
export function explainError(code: number): string {
  return canSay(`chat:delivery.${code}`) ? say(`chat:delivery.${code}`) : say('chat:delivery.other', { code })
}
