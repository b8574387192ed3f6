import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from 'react'

type Labelled = {
  label: string
  hint?: string
  error?: string | null
  value: string
  onValue: (value: string) => void
}
type LineProps = Labelled & Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'>
type AreaProps = Labelled & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'>

function useIds(hint?: string, error?: string | null) {
  const id = useId()
  const said = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { id, said: said || undefined }
}

function Said({ id, hint, error }: { id: string; hint?: string; error?: string | null }) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  )
}

export function TextField({ label, hint, error, value, onValue, ...rest }: LineProps) {
  const { id, said } = useIds(hint, error)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={said}
        {...rest}
      />
      <Said id={id} hint={hint} error={error} />
    </div>
  )
}

export function TextArea({ label, hint, error, value, onValue, ...rest }: AreaProps) {
  const { id, said } = useIds(hint, error)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={4}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={said}
        {...rest}
      />
      <Said id={id} hint={hint} error={error} />
    </div>
  )
}
