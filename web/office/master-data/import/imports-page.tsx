import { Button, Group, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, send } from '../../../shared/api/client.ts'
import type { CustomerImport } from '../../../shared/api/shapes.ts'
import { DataList } from '../../ui/data-list.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toImport } from '../../ui/paths.ts'
import { useList } from '../../ui/use-list.ts'
import { useWrite } from '../../ui/use-write.ts'
import { When } from '../../ui/when.tsx'
import { ImportStatus } from './import-status.tsx'
import classes from './import.module.css'

/** Upload of a list of customers, and what became of earlier ones. */
export function ImportsPage() {
  const { t } = useTranslation(['office-customers', 'office'])
  const list = useList(['customers', 'imports'], (cursor) =>
    answer(
      api.GET('/api/v1/customer-imports', { params: { query: { limit: 10, ...(cursor && { cursor }) } } }),
    ),
  )
  return (
    <>
      <PageHeader
        back={{ to: '/customers', label: t('office:nav.customers') }}
        title={t('import.title')}
        subtitle={t('import.subtitle')}
      />
      <Upload />
      <div style={{ marginTop: '1rem' }}>
        <DataList
          title={t('import.earlier')}
          label={t('import.earlier')}
          list={list}
          rowKey={(item) => item.id}
          link={(item) => toImport(item.id)}
          columns={[
            { key: 'file', label: t('import.file'), render: (item) => item.fileName },
            {
              key: 'status',
              label: t('office:customers.status'),
              render: (item) => <ImportStatus status={item.status} />,
            },
            {
              key: 'count',
              label: t('import.count'),
              render: (item) => (
                <span className="num">{t('import.of', { done: item.imported, total: item.total })}</span>
              ),
            },
            { key: 'by', label: t('import.by'), extra: true, render: (item) => item.createdBy.name },
            { key: 'at', label: t('import.at'), extra: true, render: (item) => <When at={item.createdAt} /> },
          ]}
          card={(item) => (
            <>
              <Text fw={600} size="sm">
                {item.fileName}
              </Text>
              <Text size="sm" c="dimmed" className="num">
                {t('import.of', { done: item.imported, total: item.total })} · {item.createdBy.name}
              </Text>
              <ImportStatus status={item.status} />
            </>
          )}
          empty={{ title: t('import.none') }}
        />
      </div>
    </>
  )
}

function Upload() {
  const { t } = useTranslation('office-customers')
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const upload = useWrite<File, CustomerImport>(
    (file, headers) => {
      const form = new FormData()
      form.append('file', file)
      return send('POST', '/api/v1/customer-imports', form, headers['Idempotency-Key'])
    },
    { showsProblemItself: true, refresh: ['customers'], onDone: (made) => void navigate(toImport(made.id)) },
  )
  return (
    <Panel title={t('import.upload')}>
      <ul className={classes.hints}>
        <li>{t('import.hintColumns')}</li>
        <li>{t('import.hintPreview')}</li>
        <li>{t('import.hintLimit')}</li>
      </ul>
      <Group gap="xs">
        <Button
          leftSection={<IconFileUpload size={17} aria-hidden />}
          loading={upload.isPending}
          onClick={() => input.current?.click()}
        >
          {t('import.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('import.choose')}
          accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            // the same file, corrected, may be chosen again
            event.currentTarget.value = ''
            if (file) upload.mutate(file)
          }}
        />
        <Button component="a" href="/api/v1/customer-import-template?format=xlsx" variant="default" download>
          {t('import.template', { format: 'XLSX' })}
        </Button>
        <Button component="a" href="/api/v1/customer-import-template?format=csv" variant="default" download>
          {t('import.template', { format: 'CSV' })}
        </Button>
      </Group>
      {upload.error && (
        <div style={{ marginTop: '1rem' }} role="alert">
          {upload.error.fields[0] ? (
            <Text c="red.8">{upload.error.fields[0].message}</Text>
          ) : (
            <FormProblem problem={upload.error} />
          )}
        </div>
      )}
    </Panel>
  )
}
