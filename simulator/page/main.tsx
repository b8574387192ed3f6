import '@fontsource-variable/plus-jakarta-sans'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './shell/App.tsx'
import './shell/base.css'
import './shell/people.css'
import './shell/overlays.css'
import './shell/chat.css'
import './shell/messages.css'
import './shell/media.css'
import './shell/composer.css'
import './whatsapp/whatsapp.css'
import './telegram/telegram.css'

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
