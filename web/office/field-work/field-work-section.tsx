import { Alert, Button, Divider, Stack, Title } from '@mantine/core'
import { IconFileZip, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { Panel } from '../ui/panel.tsx'
import { useCoordinates, useIs } from '../ui/session.ts'
import { AttendanceTable } from './attendance-table.tsx'
import { Letters } from './documents.tsx'
import { ExtensionCard } from './extension-card.tsx'
import { HandoverSummary } from './handover-summary.tsx'
import { PhotoGrid } from './photo-grid.tsx'

/** What happened on site, for the page of a ticket. */
export function FieldWorkSection({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-work')
  const fieldWork = useQuery({
    queryKey: ['field-work', ticketId],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}/field-work', { params: { path: { id: ticketId } } })),
  })
  return (
    <Panel title={t('fieldWork.title')}>
      <QueryAnswer query={fieldWork} lines={4}>
        {(data) => <Content ticketId={ticketId} data={data} />}
      </QueryAnswer>
    </Panel>
  )
}

function Content({ ticketId, data }: { ticketId: string; data: FieldWork }) {
  const { t } = useTranslation('office-work')
  const decides = useCoordinates()
  const mayPack = useIs('admin', 'cs', 'manager')
  const started = data.attendance.length > 0
  const paper = data.photos.some((photo) => photo.kind === 'PAPER_BAST')
  return (
    <Stack gap="md">
      {started && data.missingForDone.length > 0 && <Missing keys={data.missingForDone} />}
      {data.extensions.length > 0 && (
        <Part title={t('fieldWork.extensions')}>
          <div style={{ border: '1px solid var(--gss-line)', borderRadius: 8 }}>
            {data.extensions.map((extension) => (
              <ExtensionCard key={extension.id} extension={extension} decides={decides} />
            ))}
          </div>
        </Part>
      )}
      <Part title={t('fieldWork.attendance')}>
        <AttendanceTable entries={data.attendance} />
      </Part>
      <Divider color="#efede7" />
      <Part title={t('fieldWork.photos')}>
        <PhotoGrid photos={data.photos} />
        {mayPack && data.photos.length > 0 && (
          <Button
            component="a"
            href={`/api/v1/tickets/${ticketId}/evidence.zip`}
            download
            variant="default"
            mt="sm"
            leftSection={<IconFileZip size={17} aria-hidden />}
          >
            {t('fieldWork.pack')}
          </Button>
        )}
      </Part>
      <Divider color="#efede7" />
      <Part title={t('fieldWork.bast')}>
        <HandoverSummary
          ticketId={ticketId}
          handover={data.bast}
          older={data.olderBast}
          hasPaperPhoto={paper}
        />
      </Part>
      <Divider color="#efede7" />
      <Part title={t('fieldWork.letters')}>
        <Letters ticketId={ticketId} letters={data.letters} />
      </Part>
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section aria-labelledby={heading}>
      <Title order={3} id={heading} mb="xs">
        {title}
      </Title>
      {children}
    </section>
  )
}

/** What keeps the technician from pressing Selesai, so that CS can answer when asked. */
function Missing({ keys }: { keys: FieldWork['missingForDone'] }) {
  const { t } = useTranslation('office-work')
  return (
    <Alert
      color="blue"
      title={t('fieldWork.missingTitle')}
      icon={<IconInfoCircle size={18} aria-hidden />}
      styles={{ title: { color: 'var(--mantine-color-blue-8)' } }}
    >
      {keys.map((key) => t(`fieldWork.missing.${key}`)).join('. ')}.
    </Alert>
  )
}
