import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/api/problem.ts'
import { sentenceOf } from './toasts.ts'

type Form = {
  setErrors: (errors: Record<string, string>) => void
  getInputNode?: (path: string) => HTMLElement | null
}

/**
 * Puts the field errors of a refused form beside its fields and the cursor into the first of them. Nothing typed is
 * touched. `rename` maps the server's path to the form's field where they differ.
 */
export function showFieldProblems(form: Form, problem: Problem, rename: Record<string, string> = {}): void {
  const errors: Record<string, string> = {}
  for (const { path, message } of problem.fields) errors[rename[path] ?? path] ??= message
  form.setErrors(errors)
  const first = Object.keys(errors)[0]
  if (first) form.getInputNode?.(first)?.focus()
}

/** What went wrong, above the buttons of a form or dialog. Shows nothing without a problem. */
export function FormProblem({ problem }: { problem: Problem | null | undefined }) {
  const { t } = useTranslation('office')
  if (!problem) return null
  const onlyFields = problem.fields.length > 0 && problem.fields.every((field) => field.path)
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={onlyFields ? undefined : problem.title || t('problem.title')}
    >
      {onlyFields ? t('problem.checkFields') : sentenceOf(problem)}
    </Alert>
  )
}
