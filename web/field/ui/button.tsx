import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  kind?: 'primary' | 'plain' | 'danger' | 'quiet'
  icon?: IconName
  /** at work: shown, not clickable, but still focusable so that a screen reader does not lose its place */
  busy?: boolean
  children: ReactNode
}

export function Button({ kind = 'plain', icon, busy, className, onClick, children, ...rest }: Props) {
  return (
    <button
      type="button"
      className={`button ${kind}${className ? ` ${className}` : ''}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      {...rest}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span className="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}
