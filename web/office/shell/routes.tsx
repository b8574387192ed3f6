import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { Role } from '../../shared/api/shapes.ts'
import { addTexts, type TextLoaders } from '../../shared/i18n.ts'
import { accountTexts, customerTexts, inboxTexts, workTexts, settingsTexts } from '../texts.ts'
import { readMe, requireOffice, requireRole } from './guards.ts'

type Context = { queries: QueryClient }
type Search = Record<string, string>

const COORDINATORS: readonly Role[] = ['admin', 'cs']
const search = (values: Record<string, unknown>): Search => values as Search
const only =
  (roles: readonly Role[]) =>
  ({ context }: { context: Context }) =>
    requireRole(context.queries, roles)

/** Loads a page together with texts that only some pages need. */
const withTexts =
  (texts: TextLoaders) =>
  <M,>(load: () => Promise<M>) =>
  async (): Promise<M> => {
    const [page] = await Promise.all([load(), addTexts(texts)])
    return page
  }
const withAccountTexts = withTexts(accountTexts)
const withCustomerTexts = withTexts(customerTexts)
const withWorkTexts = withTexts(workTexts)

/** Loads the inbox together with its texts. */
const inboxPage = async () => {
  const [page] = await Promise.all([import('../master-data/inbox/inbox-page.tsx'), addTexts(inboxTexts)])
  return page
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, validateSearch: search })

const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  component: lazyRouteComponent(() => import('./login-page.tsx'), 'LoginPage'),
})
const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  beforeLoad: ({ context }) => readMe(context.queries, '/new-password'),
  component: lazyRouteComponent(() => import('./new-password-page.tsx'), 'NewPasswordPage'),
})

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  beforeLoad: ({ context }) => readMe(context.queries, '/second-factor'),
  component: lazyRouteComponent(
    withAccountTexts(() => import('./account/second-factor-page.tsx')),
    'SecondFactorPage',
  ),
})

/** Everything below needs a signed-in member of the office. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: ({ context, location }) => requireOffice(context.queries, location.href),
  component: lazyRouteComponent(() => import('./app-layout.tsx'), 'AppLayout'),
})

const home = createRoute({
  getParentRoute: () => app,
  path: '/',
  component: lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage'),
})
const profile = createRoute({
  getParentRoute: () => app,
  path: '/profile',
  component: lazyRouteComponent(
    withAccountTexts(() => import('./profile-page.tsx')),
    'ProfilePage',
  ),
})

// master data
const inbox = createRoute({
  getParentRoute: () => app,
  path: '/inbox',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(inboxPage, 'InboxPage'),
})
const conversation = createRoute({
  getParentRoute: () => app,
  path: '/inbox/$conversationId',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(inboxPage, 'InboxPage'),
})
const complaints = createRoute({
  getParentRoute: () => app,
  path: '/complaints',
  component: lazyRouteComponent(() => import('../master-data/complaints-page.tsx'), 'ComplaintsPage'),
})
const customers = createRoute({
  getParentRoute: () => app,
  path: '/customers',
  component: lazyRouteComponent(
    withCustomerTexts(() => import('../master-data/customers-page.tsx')),
    'CustomersPage',
  ),
})
const customer = createRoute({
  getParentRoute: () => app,
  path: '/customers/$customerId',
  component: lazyRouteComponent(
    withCustomerTexts(withWorkTexts(() => import('./record-pages.tsx'))),
    'CustomerRecordPage',
  ),
})
const imports = createRoute({
  getParentRoute: () => app,
  path: '/customers/import',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(
    withCustomerTexts(() => import('../master-data/import/imports-page.tsx')),
    'ImportsPage',
  ),
})
const customerImport = createRoute({
  getParentRoute: () => app,
  path: '/customers/import/$importId',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(
    withCustomerTexts(() => import('../master-data/import/import-page.tsx')),
    'ImportPage',
  ),
})
const staff = createRoute({
  getParentRoute: () => app,
  path: '/staff',
  component: lazyRouteComponent(
    withAccountTexts(() => import('../master-data/staff-page.tsx')),
    'StaffPage',
  ),
})
const settings = createRoute({
  getParentRoute: () => app,
  path: '/settings',
  beforeLoad: only(['admin']),
  component: lazyRouteComponent(async () => {
    const [page] = await Promise.all([
      import('../master-data/settings/settings-page.tsx'),
      addTexts(settingsTexts),
      addTexts(accountTexts),
    ])
    return page
  }, 'SettingsPage'),
})
/** Where the company profile was before it became a part of the settings. */
const company = createRoute({
  getParentRoute: () => app,
  path: '/company',
  beforeLoad: () => {
    throw redirect({ to: '/settings' })
  },
})

// scheduling
const tickets = createRoute({
  getParentRoute: () => app,
  path: '/tickets',
  component: lazyRouteComponent(() => import('../scheduling/tickets-page.tsx'), 'TicketsPage'),
})
const board = createRoute({
  getParentRoute: () => app,
  path: '/tickets/board',
  component: lazyRouteComponent(() => import('../scheduling/board-page.tsx'), 'BoardPage'),
})
const newTicket = createRoute({
  getParentRoute: () => app,
  path: '/tickets/new',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(() => import('../scheduling/new-ticket-page.tsx'), 'NewTicketPage'),
})
const ticket = createRoute({
  getParentRoute: () => app,
  path: '/tickets/$ticketId',
  component: lazyRouteComponent(
    withWorkTexts(() => import('./record-pages.tsx')),
    'TicketRecordPage',
  ),
})
const pool = createRoute({
  getParentRoute: () => app,
  path: '/pool',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(() => import('../scheduling/pool-page.tsx'), 'PoolPage'),
})

// field work
const attendance = createRoute({
  getParentRoute: () => app,
  path: '/attendance',
  beforeLoad: only(['admin', 'cs', 'manager']),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../field-work/attendance-page.tsx')),
    'AttendancePage',
  ),
})
const extensions = createRoute({
  getParentRoute: () => app,
  path: '/extensions',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../field-work/extensions-page.tsx')),
    'ExtensionsPage',
  ),
})

// invoicing
const invoices = createRoute({
  getParentRoute: () => app,
  path: '/invoices',
  component: lazyRouteComponent(
    withWorkTexts(() => import('../invoicing/invoices-page.tsx')),
    'InvoicesPage',
  ),
})
const approvals = createRoute({
  getParentRoute: () => app,
  path: '/approvals',
  beforeLoad: only(['sales', 'admin']),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../invoicing/approvals-page.tsx')),
    'ApprovalsPage',
  ),
})
const invoice = createRoute({
  getParentRoute: () => app,
  path: '/invoices/$invoiceId',
  component: lazyRouteComponent(
    withWorkTexts(() => import('../invoicing/invoice-page.tsx')),
    'InvoicePage',
  ),
})

// feedback
const monev = createRoute({
  getParentRoute: () => app,
  path: '/monev',
  beforeLoad: only(['admin', 'manager']),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../feedback/monev-page.tsx')),
    'MonevPage',
  ),
})
const ratings = createRoute({
  getParentRoute: () => app,
  path: '/ratings',
  beforeLoad: only(['admin', 'manager', 'cs']),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../feedback/ratings-page.tsx')),
    'RatingsPage',
  ),
})

export const routeTree = root.addChildren([
  login,
  newPassword,
  secondFactor,
  app.addChildren([
    home,
    profile,
    inbox,
    conversation,
    complaints,
    customers,
    customer,
    imports,
    customerImport,
    staff,
    settings,
    company,
    tickets,
    board,
    newTicket,
    ticket,
    pool,
    attendance,
    extensions,
    invoices,
    approvals,
    invoice,
    monev,
    ratings,
  ]),
])
