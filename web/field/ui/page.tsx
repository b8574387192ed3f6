import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../texts/use-text.ts'
import { goBack, visited } from '../navigation/router.ts'
import { Icon } from './icon.tsx'

type Props = {
  title: string
  /** path for the back arrow when there is no earlier page in the app */
  back?: string
  /** small line above the title */
  over?: ReactNode
  children: ReactNode
}

/** Head and body of a screen. On a change of screen the heading takes the focus, so that it is read aloud. */
export function Page({ title, back, over, children }: Props) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (visited() > 0) heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])
  return (
    <main className="page">
      <header className="page-head">
        {back && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('action.back')}
            onClick={() => goBack(back)}
          >
            <Icon name="back" size={26} />
          </button>
        )}
        <div>
          {over && <div className="over">{over}</div>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        </div>
      </header>
      {children}
    </main>
  )
}
