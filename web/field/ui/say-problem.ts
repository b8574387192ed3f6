import type { Problem } from '../../shared/api/problem.ts'
import { say } from '../texts/catalogue.ts'

/** One sentence for whatever went wrong: the server's own where it gave one, else ours. */
export function sayProblem(problem: Problem): string {
  if (problem.isNetwork) return say('problem.network')
  const fields = problem.fields.map((field) => field.message).join(' ')
  if (problem.detail) return fields ? `${problem.detail} ${fields}` : problem.detail
  if (problem.status === 429) return say('problem.tooMany')
  if (problem.status === 401) return say('problem.signedOut')
  if (problem.status === 404) return say('problem.notFound')
  return say('problem.unexpected')
}
