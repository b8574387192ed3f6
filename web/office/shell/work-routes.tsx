import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { workTexts } from '../texts.ts'
import { app, COORDINATORS, only, withTexts } from './route-frame.tsx'

const withWorkTexts = withTexts(workTexts)

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
const attendanceReport = createRoute({
  getParentRoute: () => app,
  path: '/attendance/report',
  beforeLoad: only(['admin', 'cs', 'manager']),
  component: lazyRouteComponent(
    withWorkTexts(() => import('../field-work/report-page.tsx')),
    'AttendanceReportPage',
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

/** Pages of field work, invoicing and feedback. */
export const workRoutes = [
  attendance,
  attendanceReport,
  extensions,
  invoices,
  approvals,
  invoice,
  monev,
  ratings,
]
