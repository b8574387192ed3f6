import { type ReactNode, useEffect } from 'react'
import { useText } from '../texts/use-text.ts'
import { LanguageSwitch } from './language-switch.tsx'

/** Frame of the pages before one is in: mark, name of the app, one card. */
export function Doorway({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useText()
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <main className="doorway">
      <div className="brand">
        <img src="/field/icon.svg" alt="" width="56" height="56" />
        <div>
          <p className="brand-name">{t('app.name')}</p>
          <p className="mute">{t('app.claim')}</p>
        </div>
      </div>
      <div className="card stack">
        <h1>{title}</h1>
        {children}
      </div>
      <LanguageSwitch />
    </main>
  )
}
