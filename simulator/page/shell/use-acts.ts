import { useState } from 'react'
import { call } from './calls.ts'

export type Acts = {
  /** What went wrong last, to be shown on the phone. */
  problem: string
  clear(): void
  act<T>(body: unknown, query?: string): Promise<T | undefined>
  patch(body: unknown): Promise<void>
}

/** Everything a person does goes to the vendor process; a refusal is shown on the phone. */
export function useActs(base: string, personId: string | number): Acts {
  const [problem, setProblem] = useState('')
  const path = `/_sim/people/${personId}`
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      setProblem('')
      return await work()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
  return {
    problem,
    clear: () => setProblem(''),
    act: (body, query = '') => attempt(() => call(base, 'POST', `${path}/messages${query}`, body)),
    patch: async (body) => {
      await attempt(() => call(base, 'PATCH', path, body))
    },
  }
}
