import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { CustomerImport } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'
import { ImportRows } from './import-rows.tsx'
import { ImportStatus } from './import-status.tsx'
import classes from './import.module.css'

const POLL_MS = 1000
const atWork = (status: CustomerImport['status'] | undefined) => status === 'READING' || status === 'RUNNING'

/** One import: preview with every bad row, the start, the progress, the result. */
export function ImportPage() {
  const { importId } = useParams({ from: '/app/customers/import/$importId' })
  const { t } = useTranslation('office-customers')
  const queries = useQueryClient()
  const query = useQuery({
    queryKey: ['customers', 'imports', importId],
    queryFn: () => answer(api.GET('/api/v1/customer-imports/{id}', { params: { path: { id: importId } } })),
    refetchInterval: (current) => (atWork(current.state.data?.status) ? POLL_MS : false),
  })
  const status = query.data?.status
  // the rows change with the state, not with every step of the progress
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: ['customers', 'import-rows', importId] })
  }, [queries, importId, status])
  return (
    <QueryAnswer query={query} lines={6}>
      {(found) => (
        <>
          <PageHeader
            back={{ to: '/customers/import', label: t('import.title') }}
            title={found.fileName}
            badges={<ImportStatus status={found.status} />}
            actions={<ImportActs found={found} />}
          />
          <Stack gap="md">
            {found.status === 'FAILED' ? (
              <Alert color="red" role="alert">
                {t(`import.problem.${found.problem ?? 'unreadable'}`)}
              </Alert>
            ) : (
              <Counts found={found} />
            )}
            {!atWork(found.status) && found.total > 0 && <ImportRows found={found} />}
          </Stack>
        </>
      )}
    </QueryAnswer>
  )
}

function ImportActs({ found }: { found: CustomerImport }) {
  const { t } = useTranslation('office-customers')
  const at = (headers: { 'Idempotency-Key': string }) => ({ params: { path: { id: found.id } }, headers })
  const start = useWrite<void>(
    (_, headers) => answer(api.POST('/api/v1/customer-imports/{id}/start', at(headers))),
    {
      refresh: ['customers'],
    },
  )
  const stop = useWrite<void>(
    (_, headers) => answer(api.POST('/api/v1/customer-imports/{id}/stop', at(headers))),
    {
      refresh: ['customers'],
    },
  )
  const left = found.good - found.imported
  return (
    <>
      {(found.status === 'READY' || found.status === 'STOPPED') && left > 0 && (
        <Button loading={start.isPending} onClick={() => start.mutate()}>
          {t(found.status === 'READY' ? 'import.start' : 'import.goOn', { count: left })}
        </Button>
      )}
      {found.status === 'RUNNING' && (
        <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('import.stop')}
        </Button>
      )}
      {!atWork(found.status) && found.total > 0 && (
        <>
          <Button
            component="a"
            variant="default"
            download
            href={`/api/v1/customer-imports/${found.id}/result?format=xlsx`}
          >
            {t('import.result', { format: 'XLSX' })}
          </Button>
          <Button
            component="a"
            variant="default"
            download
            href={`/api/v1/customer-imports/${found.id}/result?format=csv`}
          >
            {t('import.result', { format: 'CSV' })}
          </Button>
        </>
      )}
    </>
  )
}

function Counts({ found }: { found: CustomerImport }) {
  const { t } = useTranslation('office-customers')
  const reading = found.status === 'READING'
  const facts: [string, number][] = [
    [t('import.total'), found.total],
    [t('import.good'), found.good],
    [t('import.bad'), found.bad],
    [t('import.duplicates'), found.duplicates],
    [t('import.imported'), found.imported],
  ]
  const columns = Object.entries(found.columns)
  return (
    <Panel>
      <dl className={classes.counts}>
        {facts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="num">{count.toLocaleString('id-ID')}</dd>
          </div>
        ))}
      </dl>
      {(reading || found.status === 'RUNNING' || found.status === 'STOPPED') && (
        <Group gap="sm" mt="md" wrap="nowrap">
          <progress
            className={classes.bar}
            aria-label={t(`import.status.${found.status}`)}
            {...(!reading && { value: found.imported, max: Math.max(found.good, 1) })}
          />
          <Text size="sm" className="num" role="status">
            {reading
              ? t('import.reading', { count: found.total })
              : `${Math.floor((100 * found.imported) / Math.max(found.good, 1))} %`}
          </Text>
        </Group>
      )}
      {columns.length > 0 && (
        <Text size="sm" c="dimmed" mt="md">
          {t('import.columns')}{' '}
          {columns.map(([field, heading]) => `${t(`sheet.${field}`)} = “${heading}”`).join(', ')}
        </Text>
      )}
    </Panel>
  )
}
