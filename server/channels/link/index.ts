export { registerLinkPages } from './pages.ts'
