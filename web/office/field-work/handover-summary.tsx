import { Alert, Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Facts } from '../ui/facts.tsx'
import { Ago } from '../ui/when.tsx'
import { PdfButton } from './documents.tsx'
import { type Handover, HandoverProof } from './handover-proof.tsx'

type Props = {
  ticketId: string
  handover: Handover | null
  older: readonly Handover[]
  hasPaperPhoto: boolean
}

/** BAST in short: what was done and used, what is left, who signed; the rest is in the PDF. */
export function HandoverSummary({ ticketId, handover, older, hasPaperPhoto }: Props) {
  const { t } = useTranslation('office-work')
  return (
    <Stack gap="sm">
      {handover ? (
        <Current ticketId={ticketId} handover={handover} hasPaperPhoto={hasPaperPhoto} />
      ) : (
        <Text c="dimmed">{t('fieldWork.noBast')}</Text>
      )}
      {older.map((version) => (
        <Older key={version.id} ticketId={ticketId} version={version} />
      ))}
    </Stack>
  )
}

function Current({ ticketId, handover, hasPaperPhoto }: Omit<Props, 'older'> & { handover: Handover }) {
  const { t } = useTranslation('office-work')
  return (
    <div>
      <Group justify="space-between" gap="xs" mb="sm">
        <div>
          <Text fw={650}>{handover.number ?? t('fieldWork.bastPaper')}</Text>
          <Text size="sm" c="dimmed">
            {handover.createdBy.name} · <Ago at={handover.createdAt} />
          </Text>
        </div>
        {handover.number && (
          <PdfButton href={`/api/v1/tickets/${ticketId}/bast.pdf`} label={t('fieldWork.bastPdf')} />
        )}
      </Group>
      <Facts
        columns={1}
        items={[
          { label: t('fieldWork.workDone'), value: <span className="free-text">{handover.workDone}</span> },
          handover.openItems !== null && {
            label: t('fieldWork.openItems'),
            value: <span className="free-text">{handover.openItems}</span>,
          },
        ]}
      />
      {handover.parts.length > 0 && <Parts parts={handover.parts} />}
      <HandoverProof ticketId={ticketId} handover={handover} hasPaperPhoto={hasPaperPhoto} />
    </div>
  )
}

function Parts({ parts }: { parts: Handover['parts'] }) {
  const { t, i18n } = useTranslation('office-work')
  const amount = new Intl.NumberFormat(i18n.language === 'en' ? 'en-GB' : 'id-ID')
  return (
    <Table.ScrollContainer minWidth={320} mt="sm">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('fieldWork.part')}</Table.Th>
            <Table.Th ta="right">{t('invoice.quantity')}</Table.Th>
            <Table.Th>{t('fieldWork.serialNumber')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {parts.map((part, index) => (
            <Table.Tr key={index}>
              <Table.Td>{part.description}</Table.Td>
              <Table.Td ta="right" className="num">
                {amount.format(part.quantity)} {part.unit}
              </Table.Td>
              <Table.Td>{part.serialNumber ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

const KNOWN_REASONS = ['CORRECTED', 'REOPENED']

/** A version that no longer stands; its paper may still be around. */
function Older({ ticketId, version }: { ticketId: string; version: Handover }) {
  const { t } = useTranslation('office-work')
  const reason = version.supersedeReason ?? 'CORRECTED'
  return (
    <Alert color="gray" variant="light" p="xs">
      <Group justify="space-between" gap="xs">
        <div>
          <Text size="sm" fw={600}>
            {t('fieldWork.olderBast', { number: version.number ?? '–' })}
          </Text>
          <Text size="sm">
            {KNOWN_REASONS.includes(reason) ? t(`fieldWork.supersededBecause.${reason}`) : reason}
            {version.supersededAt && (
              <>
                {' · '}
                <Ago at={version.supersededAt} />
              </>
            )}
          </Text>
        </div>
        {version.documentId && (
          <PdfButton
            href={`/api/v1/tickets/${ticketId}/bast.pdf?documentId=${version.documentId}`}
            label={t('fieldWork.letterPdf')}
            spoken={t('fieldWork.olderBastPdf', { number: version.number ?? '' })}
          />
        )}
      </Group>
    </Alert>
  )
}
