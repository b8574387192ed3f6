import { Problem } from '../../shared/api/problem.ts'

/**
 * The sign-in answers in the words of its library; these are ours. One sentence for a wrong name and a wrong
 * password, so that nobody can find out which names exist.
 */
export function whySignInFailed(problem: Problem | null, t: (key: string) => string): Problem | null {
  if (!problem || problem.isNetwork) return problem
  const say = (key: string) =>
    new Problem(problem.status, {
      code: problem.code,
      title: t(`login.${key}Title`),
      detail: t(`login.${key}`),
    })
  if (problem.status === 429) return say('tooMany')
  if (problem.status === 403 || problem.code === 'BANNED_USER') return say('deactivated')
  if (problem.status === 401 || problem.status === 400 || problem.status === 422) return say('wrong')
  return problem
}
