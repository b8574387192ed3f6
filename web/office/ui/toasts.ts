import { notifications } from '@mantine/notifications'
import type { Problem } from '../../shared/api/problem.ts'
import { say } from '../../shared/i18n.ts'

/** The sentence to show for a problem: the server's own, or ours when there was no answer. */
export function sentenceOf(problem: Problem): string {
  if (problem.isNetwork) return say('office:problem.network')
  if (problem.detail) return problem.detail
  return say(problem.status >= 500 ? 'office:problem.server' : 'office:problem.unexpected')
}

/** Something worked. */
export function tellDone(message: string): void {
  notifications.show({ message, color: 'green', withBorder: true, autoClose: 4_000 })
}

/** Something did not; stays longer, since it must be read. */
export function tellProblem(problem: Problem): void {
  notifications.show({
    title: problem.title || say('office:problem.title'),
    message: sentenceOf(problem),
    color: 'red',
    withBorder: true,
    autoClose: 9_000,
  })
}
