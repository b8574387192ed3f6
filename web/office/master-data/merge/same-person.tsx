import { Badge, Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { CustomerDetail, Duplicate } from '../../../shared/api/shapes.ts'
import { phone } from '../../../shared/format.ts'
import { PersonStatusBadge } from '../../ui/badges.tsx'
import { Panel } from '../../ui/panel.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './merge.module.css'

/** Records that look like the same person, each to be compared; nothing is shown while there are none. */
export function SamePerson({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('office-customers')
  const [other, compare] = useState<Duplicate['customer'] | null>(null)
  const query = useQuery({
    queryKey: ['customers', customer.id, 'duplicates'],
    queryFn: () =>
      answer(api.GET('/api/v1/customers/{id}/duplicates', { params: { path: { id: customer.id } } })),
    // an aid, not the record itself: when it cannot be read the page goes on without
    retry: false,
  })
  const found = query.data?.items ?? []
  return (
    <>
      {found.length > 0 && (
        <Panel title={t('merge.samePerson')} flush>
          <ul className={classes.list}>
            {found.map((duplicate) => (
              <li key={duplicate.customer.id}>
                <div className={classes.who}>
                  <Text fw={600}>
                    {duplicate.customer.name}{' '}
                    {duplicate.customer.status === 'INACTIVE' && (
                      <PersonStatusBadge status="INACTIVE" size="sm" />
                    )}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {[
                      duplicate.customer.phone && phone(duplicate.customer.phone),
                      duplicate.customer.company,
                      duplicate.customer.address,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                  <Group gap={6} mt={4}>
                    {duplicate.reasons.map((reason) => (
                      <Badge key={reason} variant="light" color="amber" c="amber.8" size="sm" tt="none">
                        {t(`merge.reason.${reason}`)}
                      </Badge>
                    ))}
                  </Group>
                </div>
                <Button variant="default" size="xs" onClick={() => compare(duplicate.customer)}>
                  {t('merge.compare')}
                </Button>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {other && <MergeDialog customer={customer} other={other} onClose={() => compare(null)} />}
    </>
  )
}
