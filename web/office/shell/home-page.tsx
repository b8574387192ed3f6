import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { longDate } from '../../shared/format.ts'
import { ButtonLink } from '../ui/links.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { useCoordinates, useMe } from '../ui/session.ts'
import { useNow } from '../ui/when.tsx'
import classes from './home-page.module.css'
import { BillingToday, OverdueInvoices, PendingApprovals } from './today-billing.tsx'
import { MissingPeople, PendingExtensions, UnclaimedJobs } from './today-field.tsx'
import { NewComplaints, UnreadChats } from './today-customers.tsx'

/** What waits for the person who is signed in, most urgent first. Management starts with the figures. */
export function HomePage() {
  const { t } = useTranslation('office')
  const me = useMe()
  const coordinates = useCoordinates()
  const now = useNow(60_000)
  if (me.role === 'manager') return <Navigate to="/monev" replace />
  return (
    <>
      <PageHeader
        title={t('nav.home')}
        subtitle={longDate(now)}
        actions={coordinates && <ButtonLink to="/tickets/new">{t('tickets.new')}</ButtonLink>}
      />
      {coordinates ? <CoordinatorDay /> : <SalesDay />}
    </>
  )
}

function CoordinatorDay() {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <MissingPeople />
        <NewComplaints />
        <UnreadChats />
      </div>
      <div className={classes.column}>
        <PendingExtensions />
        <UnclaimedJobs />
        <BillingToday />
      </div>
    </div>
  )
}

function SalesDay() {
  return (
    <div className={classes.columns}>
      <div className={classes.column}>
        <PendingApprovals />
      </div>
      <div className={classes.column}>
        <OverdueInvoices />
      </div>
    </div>
  )
}
