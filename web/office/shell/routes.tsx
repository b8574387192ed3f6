import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { addTexts } from '../../shared/i18n.ts'
import {
  accountTexts,
  calendarTexts,
  customerTexts,
  inboxTexts,
  settingsTexts,
  ticketTexts,
  workTexts,
} from '../texts.ts'
import { readMe } from './guards.ts'
import { app, COORDINATORS, only, root, withTexts } from './route-frame.tsx'
import { workRoutes } from './work-routes.tsx'

const withAccountTexts = withTexts(accountTexts)
const withCustomerTexts = withTexts(customerTexts)
const withTicketTexts = withTexts(ticketTexts)
const withWorkTexts = withTexts(workTexts)

/** Loads the inbox together with its texts. */
const inboxPage = async () => {
  const [page] = await Promise.all([import('../master-data/inbox/inbox-page.tsx'), addTexts(inboxTexts)])
  return page
}

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
      addTexts(workTexts),
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
  component: lazyRouteComponent(
    withTicketTexts(() => import('../scheduling/tickets-page.tsx')),
    'TicketsPage',
  ),
})
/** Where the board was before it became a shape of the list. */
const board = createRoute({
  getParentRoute: () => app,
  path: '/tickets/board',
  beforeLoad: () => {
    throw redirect({ to: '/tickets', search: { view: 'board' } as never })
  },
})
const newTicket = createRoute({
  getParentRoute: () => app,
  path: '/tickets/new',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(
    withTicketTexts(() => import('../scheduling/new-ticket-page.tsx')),
    'NewTicketPage',
  ),
})
const ticket = createRoute({
  getParentRoute: () => app,
  path: '/tickets/$ticketId',
  component: lazyRouteComponent(
    withWorkTexts(withTexts(calendarTexts)(withTicketTexts(() => import('./record-pages.tsx')))),
    'TicketRecordPage',
  ),
})
const pool = createRoute({
  getParentRoute: () => app,
  path: '/pool',
  beforeLoad: only(COORDINATORS),
  component: lazyRouteComponent(() => import('../scheduling/pool-page.tsx'), 'PoolPage'),
})

const calendar = createRoute({
  getParentRoute: () => app,
  path: '/calendar',
  beforeLoad: only(['admin', 'cs', 'manager']),
  component: lazyRouteComponent(
    withTexts(calendarTexts)(() => import('../scheduling/calendar/calendar-page.tsx')),
    'CalendarPage',
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
    calendar,
    ...workRoutes,
  ]),
])
