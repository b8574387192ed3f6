import {
  IconAddressBook,
  IconBroadcast,
  IconCalendar,
  IconCalendarPlus,
  IconChartBar,
  IconClipboardCheck,
  IconFileInvoice,
  IconHome,
  IconMessage2Exclamation,
  IconMessages,
  IconRosetteDiscountCheck,
  IconSettings,
  IconStar,
  IconTicket,
  IconUsers,
} from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Role } from '../../shared/api/shapes.ts'

/** What a badge counts; see today-queries.ts. */
export type CountName = 'unread' | 'complaints' | 'pool' | 'missing' | 'extensions' | 'approvals'

export type NavItem = {
  key: string
  to: LinkProps['to']
  icon: ComponentType<{ size?: number | string; stroke?: number | string }>
  roles: readonly Role[]
  counts?: readonly CountName[]
  /** among the few that fit into the bar at the bottom of a phone */
  thumb?: boolean
}
export type NavGroup = { key: string; items: readonly NavItem[] }

const all: readonly Role[] = ['admin', 'cs', 'sales', 'manager']
const coordinators: readonly Role[] = ['admin', 'cs']

/** The whole navigation, in the order of the work: hear, plan, do, bill, judge. */
export const NAVIGATION: readonly NavGroup[] = [
  {
    key: 'today',
    items: [{ key: 'home', to: '/', icon: IconHome, roles: ['admin', 'cs', 'sales'], thumb: true }],
  },
  {
    key: 'customers',
    items: [
      {
        key: 'inbox',
        to: '/inbox',
        icon: IconMessages,
        roles: coordinators,
        counts: ['unread'],
        thumb: true,
      },
      {
        key: 'complaints',
        to: '/complaints',
        icon: IconMessage2Exclamation,
        roles: all,
        counts: ['complaints'],
      },
      { key: 'customers', to: '/customers', icon: IconAddressBook, roles: all },
    ],
  },
  {
    key: 'scheduling',
    items: [
      { key: 'tickets', to: '/tickets', icon: IconTicket, roles: all, thumb: true },
      { key: 'calendar', to: '/calendar', icon: IconCalendar, roles: ['admin', 'cs', 'manager'] },
      { key: 'pool', to: '/pool', icon: IconBroadcast, roles: coordinators, counts: ['pool'] },
    ],
  },
  {
    key: 'fieldWork',
    items: [
      {
        key: 'attendance',
        to: '/attendance',
        icon: IconClipboardCheck,
        roles: ['admin', 'cs', 'manager'],
        counts: ['missing'],
      },
      {
        key: 'extensions',
        to: '/extensions',
        icon: IconCalendarPlus,
        roles: coordinators,
        counts: ['extensions'],
      },
    ],
  },
  {
    key: 'invoicing',
    items: [
      { key: 'invoices', to: '/invoices', icon: IconFileInvoice, roles: all, thumb: true },
      {
        key: 'approvals',
        to: '/approvals',
        icon: IconRosetteDiscountCheck,
        roles: ['sales', 'admin'],
        counts: ['approvals'],
        thumb: true,
      },
    ],
  },
  {
    key: 'monev',
    items: [
      { key: 'monev', to: '/monev', icon: IconChartBar, roles: ['admin', 'manager'], thumb: true },
      { key: 'ratings', to: '/ratings', icon: IconStar, roles: ['admin', 'manager', 'cs'] },
    ],
  },
  {
    key: 'settings',
    items: [
      { key: 'staff', to: '/staff', icon: IconUsers, roles: all },
      { key: 'settings', to: '/settings', icon: IconSettings, roles: ['admin'] },
    ],
  },
]

/** The groups that hold something for a role. */
export function navigationFor(role: Role): NavGroup[] {
  return NAVIGATION.map((group) => ({
    ...group,
    items: group.items.filter((item) => item.roles.includes(role)),
  })).filter((group) => group.items.length > 0)
}

/** At most four places for the bar at the bottom of a phone; the fifth opens the whole navigation. */
export function thumbItemsFor(role: Role): NavItem[] {
  return navigationFor(role)
    .flatMap((group) => group.items)
    .filter((item) => item.thumb)
    .slice(0, 4)
}
