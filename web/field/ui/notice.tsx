import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type Tone = 'info' | 'good' | 'warn' | 'bad'
const ICONS: Record<Tone, IconName> = { info: 'info', good: 'check', warn: 'alert', bad: 'alert' }

/** A sentence that must not be missed. `live` reads it aloud when it appears. */
export function Notice({
  tone,
  title,
  live,
  children,
}: {
  tone: Tone
  title?: string
  live?: boolean
  children?: ReactNode
}) {
  return (
    <div className={`notice ${tone}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <Icon name={ICONS[tone]} />
      <div>
        {title && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  )
}
