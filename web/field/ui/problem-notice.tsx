import type { Problem } from '../../shared/api/problem.ts'
import { Notice } from './notice.tsx'
import { sayProblem } from './say-problem.ts'

/** Why an act failed, read aloud; nothing when it did not. */
export function ProblemNotice({ problem, text }: { problem: Problem | null; text?: string }) {
  if (!problem) return null
  return (
    <Notice tone="bad" live>
      {text ?? sayProblem(problem)}
    </Notice>
  )
}
