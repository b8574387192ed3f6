import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { Role } from '../../shared/api/shapes.ts'
import { addTexts, type TextLoaders } from '../../shared/i18n.ts'
import { requireOffice, requireRole } from './guards.ts'

type Context = { queries: QueryClient }
type Search = Record<string, string>

export const COORDINATORS: readonly Role[] = ['admin', 'cs']
const search = (values: Record<string, unknown>): Search => values as Search
/** Only these roles may open the page. */
export const only =
  (roles: readonly Role[]) =>
  ({ context }: { context: Context }) =>
    requireRole(context.queries, roles)

/** Loads a page together with texts that only some pages need. */
export const withTexts =
  (texts: TextLoaders) =>
  <M,>(load: () => Promise<M>) =>
  async (): Promise<M> => {
    const [page] = await Promise.all([load(), addTexts(texts)])
    return page
  }
export const root = createRootRouteWithContext<Context>()({ component: Outlet, validateSearch: search })

/** Everything below needs a signed-in member of the office. */
export const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ context, location }) => requireOffice(context.queries, location.href),
  component: lazyRouteComponent(() => import('./app-layout.tsx'), 'AppLayout'),
})
