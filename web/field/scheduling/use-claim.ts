import { useState } from 'react'
import { asProblem, type Problem } from '../../shared/api/problem.ts'
import type { ClaimResult, PoolJob } from '../../shared/api/shapes.ts'
import { refresh } from '../data/answers.ts'
import { claimJob, newKey } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'

type Job = Pick<PoolJob, 'id' | 'code' | 'title'>
/** The job is kept with the answer: the pool's next update may no longer contain it. */
export type ClaimState =
  | { kind: 'asking'; job: Job }
  | { kind: 'won'; job: Job; result: ClaimResult }
  | { kind: 'lost'; job: Job; problem: Problem }
  /** no answer came: the seat may or may not be ours, the same key asks again */
  | { kind: 'unknown'; job: Job; key: string }

export type Claim = {
  state: ClaimState | null
  take: (job: Job, key?: string) => Promise<void>
  close: () => void
}

export function useClaim(): Claim {
  const [state, setState] = useState<ClaimState | null>(null)
  const take = async (job: Job, key = newKey()) => {
    setState({ kind: 'asking', job })
    try {
      setState({ kind: 'won', job, result: await claimJob(job.id, key) })
    } catch (error) {
      const problem = asProblem(error)
      const lost = problem.status >= 400 && problem.status < 500 && problem.status !== 408
      setState(lost ? { kind: 'lost', job, problem } : { kind: 'unknown', job, key })
    }
    refresh((name) => concerns(name, job.id))
  }
  return { state, take, close: () => setState(null) }
}
