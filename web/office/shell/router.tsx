import type { QueryClient } from '@tanstack/react-query'
import { createRouter } from '@tanstack/react-router'
import { FailedAnswer, WaitingAnswer } from '../ui/answers.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { routeTree } from './routes.tsx'

/** Search parameters are plain strings: `?state=OPEN&q=0812`, readable and shareable. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}
function stringifySearch(search: Record<string, unknown>): string {
  const filled = Object.entries(search).filter(([, value]) => value != null && value !== '')
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
  return text ? `?${text}` : ''
}

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    defaultPendingMs: 300,
    defaultPendingComponent: () => <WaitingAnswer lines={6} />,
    defaultErrorComponent: ({ error, reset }) => <FailedAnswer error={error} retry={reset} />,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
