import { useState, type ReactNode } from 'react'
import { t } from '../texts.ts'
import { Dialog, Field } from './dialog.tsx'

export type TextField = { key: string; label: string; required?: boolean; type?: string }

/** A small form of text fields; used for contacts, new people, new numbers, links. */
export function TextForm(props: {
  title: string
  fields: TextField[]
  flag?: { key: string; label: string }
  action: string
  onClose: () => void
  onSubmit: (values: Record<string, string>, flag: boolean) => Promise<void> | void
}): ReactNode {
  const [values, setValues] = useState<Record<string, string>>({})
  const [flag, setFlag] = useState(false)
  const [problem, setProblem] = useState('')
  const submit = async (): Promise<void> => {
    try {
      await props.onSubmit(values, flag)
      props.onClose()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t.failed)
    }
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {props.fields.map((field, i) => (
          <Field key={field.key} label={field.label}>
            <input
              type={field.type ?? 'text'}
              required={field.required}
              autoFocus={i === 0}
              value={values[field.key] ?? ''}
              onChange={(event) => setValues({ ...values, [field.key]: event.target.value })}
            />
          </Field>
        ))}
        {props.flag && (
          <label className="check">
            <input type="checkbox" checked={flag} onChange={(event) => setFlag(event.target.checked)} />
            {props.flag.label}
          </label>
        )}
        {problem !== '' && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
        <div className="form-end">
          <button type="button" className="plain" onClick={props.onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="primary">
            {props.action}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
