import { useState } from 'react'
import { asProblem, type Problem } from '../../shared/api/problem.ts'

/** An act that needs the server: whether it is under way, and why it failed. */
export type Act = {
  busy: boolean
  problem: Problem | null
  /** runs it and resolves true when it went well; never rejects */
  run: (work: () => Promise<unknown>) => Promise<boolean>
}

export function useAct(): Act {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(asProblem(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run }
}
