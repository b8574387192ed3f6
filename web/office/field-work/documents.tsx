import { Badge, type BadgeProps, Button, Group, Text } from '@mantine/core'
import { IconFileTypePdf, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { shortDate } from '../../shared/format.ts'
import { Facts } from '../ui/facts.tsx'
import { useIs } from '../ui/session.ts'
import { Ago } from '../ui/when.tsx'
import classes from './documents.module.css'

type Handover = NonNullable<FieldWork['bast']>
type Letter = FieldWork['letters'][number]

type HandoverProps = { ticketId: string; handover: Handover | null; hasPaperPhoto: boolean }

/** BAST in short: what was done, what is left, who signed; the rest is in the PDF. */
export function HandoverSummary({ ticketId, handover, hasPaperPhoto }: HandoverProps) {
  const { t } = useTranslation('office-work')
  if (!handover) return <Text c="dimmed">{t('fieldWork.noBast')}</Text>
  const signer = [handover.signerName, handover.signerPosition].filter(Boolean).join(', ')
  const signature = handover.signed
    ? t('fieldWork.signedBy', { name: signer })
    : handover.noSignatureReason
      ? t('fieldWork.unsigned', { reason: handover.noSignatureReason })
      : hasPaperPhoto
        ? t('fieldWork.unsignedPaper')
        : null
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
      {signature && <Text mt="sm">{signature}</Text>}
    </div>
  )
}

const TONES: Record<Letter['status'], BadgeProps['color']> = {
  VALID: 'green',
  REVOKED: 'red',
  EXPIRED: 'gray',
}

/** Surat Tugas of a ticket, the valid ones first; revoked ones stay visible, their paper may still be around. */
export function Letters({ ticketId, letters }: { ticketId: string; letters: readonly Letter[] }) {
  const { t } = useTranslation('office-work')
  const mayRead = useIs('admin', 'cs')
  if (letters.length === 0) return <Text c="dimmed">{t('fieldWork.noLetters')}</Text>
  const sorted = letters.toSorted(
    (a, b) =>
      Number(b.status === 'VALID') - Number(a.status === 'VALID') || b.issuedAt.localeCompare(a.issuedAt),
  )
  return (
    <ul className={classes.list}>
      {sorted.map((letter) => (
        <li key={letter.id} className={classes.letter}>
          <div>
            <Group gap={8}>
              <Text fw={650}>{letter.number}</Text>
              <Badge
                color={TONES[letter.status]}
                c={`${TONES[letter.status]}.${letter.status === 'EXPIRED' ? 7 : 8}`}
              >
                {t(`labels:letterStatus.${letter.status}`)}
              </Badge>
            </Group>
            <Text size="sm">{t('fieldWork.letterFor', { name: letter.technician.name })}</Text>
            <Text size="sm" c="dimmed">
              {t('fieldWork.validity', {
                range: [
                  ...new Set(
                    [letter.validFrom, letter.validUntil ?? letter.validFrom].map((at) => shortDate(at)),
                  ),
                ].join(' – '),
              })}
            </Text>
          </div>
          <Group gap={6}>
            <Button
              component="a"
              href={letter.verifyUrl}
              target="_blank"
              rel="noreferrer"
              variant="subtle"
              leftSection={<IconShieldCheck size={17} aria-hidden />}
              aria-label={t('fieldWork.verifyOf', { number: letter.number })}
            >
              {t('fieldWork.verify')}
            </Button>
            {mayRead && (
              <PdfButton
                href={`/api/v1/tickets/${ticketId}/assignment-letter.pdf?documentId=${letter.id}`}
                label={t('fieldWork.letterPdf')}
                spoken={t('fieldWork.letterPdfOf', { number: letter.number })}
              />
            )}
          </Group>
        </li>
      ))}
    </ul>
  )
}

function PdfButton({ href, label, spoken }: { href: string; label: string; spoken?: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      variant="default"
      leftSection={<IconFileTypePdf size={17} aria-hidden />}
      aria-label={spoken}
    >
      {label}
    </Button>
  )
}
