import { Button, CloseButton, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketCard } from '../../../shared/api/shapes.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import type { BulkAct } from './use-bulk.ts'
import classes from './tickets-page.module.css'

const ACTS = ['priority', 'broadcast', 'cancel'] as const satisfies readonly BulkAct[]

/** What can be done with all that are marked at once. */
export function BulkBar({ tickets, onClear }: { tickets: TicketCard[]; onClear: () => void }) {
  const { t } = useTranslation('office-tickets')
  const [act, setAct] = useState<BulkAct | null>(null)
  return (
    <div className={classes.marked} role="region" aria-label={t('bulk.label')}>
      <Text size="sm" fw={700} role="status">
        {t('bulk.marked', { number: tickets.length })}
      </Text>
      {ACTS.map((one) => (
        <Button
          key={one}
          size="xs"
          variant={one === 'cancel' ? 'light' : 'default'}
          color={one === 'cancel' ? 'red' : undefined}
          onClick={() => setAct(one)}
        >
          {t(`bulk.act.${one}`)}
        </Button>
      ))}
      <CloseButton ml="auto" aria-label={t('bulk.clear')} onClick={onClear} />
      {act && <BulkDialog act={act} tickets={tickets} onClose={() => setAct(null)} onDone={onClear} />}
    </div>
  )
}
