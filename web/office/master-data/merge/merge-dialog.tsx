import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Customer, CustomerMerge } from '../../../shared/api/shapes.ts'
import { phone, shortDate } from '../../../shared/format.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { toCustomer } from '../../ui/paths.ts'
import { useWrite } from '../../ui/use-write.ts'
import classes from './merge.module.css'

type Side = Customer & { tickets?: number }
type Props = { customer: Side; other: Side; onClose: () => void }

/** Both records side by side; which of them goes on is chosen, the other one's history moves to it. */
export function MergeDialog({ customer, other, onClose }: Props) {
  const { t } = useTranslation(['office-customers', 'office'])
  const navigate = useNavigate()
  const [keptId, keep] = useState(customer.id)
  const [kept, gone] = keptId === customer.id ? [customer, other] : [other, customer]
  const merge = useWrite<void, CustomerMerge>(
    (_, headers) =>
      answer(
        api.POST('/api/v1/customers/{id}/merge', {
          params: { path: { id: kept.id } },
          body: { otherId: gone.id },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['customers', 'conversations', 'complaints', 'tickets', 'invoices', 'ratings'],
      done: t('merge.done', { name: kept.name }),
      onDone: () => {
        onClose()
        if (kept.id !== customer.id) void navigate(toCustomer(kept.id))
      },
    },
  )
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={<Text fw={700}>{t('merge.title')}</Text>}
      closeButtonProps={{ 'aria-label': t('office:act.close') }}
    >
      <Stack gap="md">
        <Comparison sides={[customer, other]} keptId={keptId} onKeep={keep} />
        <Text size="sm">{t('merge.consequence', { kept: kept.name, gone: gone.name })}</Text>
        <FormProblem problem={merge.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('office:act.back')}
          </Button>
          <Button loading={merge.isPending} onClick={() => merge.mutate()}>
            {t('merge.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type ComparisonProps = { sides: [Side, Side]; keptId: string; onKeep: (id: string) => void }

function Comparison({ sides, keptId, onKeep }: ComparisonProps) {
  const { t } = useTranslation(['office-customers', 'office', 'labels'])
  const rows: [string, (side: Side) => string | number | null | undefined][] = [
    [t('office:customers.name'), (side) => side.name],
    [t('office:customers.phone'), (side) => side.phone && phone(side.phone)],
    [t('office:customers.company'), (side) => side.company],
    [t('office:customers.email'), (side) => side.email],
    [t('office:customers.address'), (side) => side.address],
    [t('office:customers.source'), (side) => t(`labels:source.${side.source}`)],
    [t('office:customers.since'), (side) => shortDate(side.createdAt)],
    [t('office:customers.ticketCount'), (side) => side.tickets],
  ]
  return (
    <table className={classes.comparison}>
      <thead>
        <tr>
          <th scope="col">
            <span className={classes.hidden}>{t('merge.detail')}</span>
          </th>
          {sides.map((side) => (
            <th key={side.id} scope="col">
              <label className={classes.choice}>
                <input
                  type="radio"
                  name="kept"
                  checked={side.id === keptId}
                  // somebody who is not active cannot go on
                  disabled={side.status === 'INACTIVE'}
                  onChange={() => onKeep(side.id)}
                />
                {t('merge.keepThis')}
              </label>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, valueOf]) => {
          const values = sides.map(valueOf)
          return (
            <tr key={label} data-same={values[0] === values[1] || undefined}>
              <th scope="row">{label}</th>
              {values.map((value, index) => (
                <td key={sides[index]?.id}>{value ?? '–'}</td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
