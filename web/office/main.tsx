import '@fontsource-variable/plus-jakarta-sans/wght.css'
import './ui/mantine-styles.ts'
import './ui/office.css'
import { createRoot } from 'react-dom/client'
import { startTexts } from '../shared/i18n.ts'
import { OfficeApp } from './shell/office-app.tsx'
import { officeTexts } from './texts.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await startTexts(officeTexts)
createRoot(root).render(<OfficeApp />)
