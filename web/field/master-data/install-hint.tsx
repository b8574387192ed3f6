import { useText } from '../texts/use-text.ts'
import { install, useInstall } from '../data/install.ts'
import { Button } from '../ui/button.tsx'

/** How to get the app on the home screen; nothing once it is there. */
export function InstallHint() {
  const { t } = useText()
  const state = useInstall()
  if (state === 'installed') return null
  return (
    <section className="card stack" aria-labelledby="install">
      <h2 id="install">{t('install.title')}</h2>
      <p>{t('install.why')}</p>
      {state === 'ready' && (
        <Button icon="download" onClick={() => void install()}>
          {t('install.now')}
        </Button>
      )}
      {state === 'ios' && <p>{t('install.ios')}</p>}
      {state === 'manual' && <p>{t('install.manual')}</p>}
    </section>
  )
}
