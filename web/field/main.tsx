import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import account from '../../locales/id/account.json'
import field from '../../locales/id/field.json'
import labels from '../../locales/id/labels.json'
import { startTexts } from './texts/catalogue.ts'
import { listenForInstall } from './data/install.ts'
import { App } from './shell/app.tsx'
import { ErrorBoundary } from './shell/error-boundary.tsx'
import { startServiceWorker } from './shell/service-worker.ts'
import './ui/tokens.css'
import './ui/layout.css'
import './ui/controls.css'
import './ui/cards.css'
import './ui/claim.css'
import './ui/work.css'
import './ui/people.css'

listenForInstall()
// Indonesian comes with the app, so that the first words need no second journey; English is fetched when chosen.
await startTexts({
  id: async () => ({ account, field, labels }),
  en: async () => ({
    account: (await import('../../locales/en/account.json')).default,
    field: (await import('../../locales/en/field.json')).default,
    labels: (await import('../../locales/en/labels.json')).default,
  }),
})
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App />
      </ErrorBoundary>
    </StrictMode>,
  )
void startServiceWorker().catch(() => undefined)
