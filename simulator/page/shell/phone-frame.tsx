import type { ReactNode, Ref } from 'react'
import { t } from '../texts.ts'
import { IconButton } from './icons.tsx'
import { clock } from './times.ts'
import { useNow } from './use-now.ts'

type Props = {
  app: 'whatsapp' | 'telegram'
  appName: string
  owner: string
  ownerNote: string
  off?: boolean
  onClose: () => void
  ref?: Ref<HTMLElement>
  children: ReactNode
}

/** Bezel, status bar and, above it, whose phone it is. */
export function PhoneFrame({ ref, ...props }: Props): ReactNode {
  const now = useNow(10_000)
  return (
    <section className={`phone ${props.app}`} ref={ref} aria-label={t.phoneOf(props.owner, props.appName)}>
      <header className="phone-owner">
        <span className={`app-dot ${props.app}`} aria-hidden="true" />
        <div>
          <h2>{props.owner}</h2>
          <p>{props.ownerNote}</p>
        </div>
        <IconButton icon="close" size={18} label={t.closePhone(props.owner)} onClick={props.onClose} />
      </header>
      <div className={props.off ? 'bezel off' : 'bezel'}>
        <div className="status-bar" aria-hidden="true">
          <span>{clock(now)}</span>
          <span className="status-icons">
            <i />
            <i />
            <i />
            <b />
          </span>
        </div>
        {props.children}
      </div>
    </section>
  )
}
