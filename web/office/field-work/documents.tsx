import { Badge, type BadgeProps, Button, Group, Text } from '@mantine/core'
import { IconFileTypePdf, IconShieldCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { shortDate } from '../../shared/format.ts'
import { useIs } from '../ui/session.ts'
import classes from './documents.module.css'

type Letter = FieldWork['letters'][number]

const TONES: Record<Letter['status'], BadgeProps['color']> = {
  VALID: 'green',
  REVOKED: 'red',
  EXPIRED: 'gray',
}

const rangeOf = ({ validFrom, validUntil }: Letter) =>
  [...new Set([validFrom, validUntil ?? validFrom].map((at) => shortDate(at)))].join(' – ')

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
              {letter.status === 'EXPIRED' && letter.workDone
                ? t('fieldWork.ended')
                : t('fieldWork.validity', { range: rangeOf(letter) })}
            </Text>
            {letter.replaces && <Text size="sm">{t('fieldWork.replaces', { number: letter.replaces })}</Text>}
            {letter.replacedBy && (
              <Text size="sm">{t('fieldWork.replacedBy', { number: letter.replacedBy })}</Text>
            )}
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

/** Opens a stored PDF in a tab of its own. */
export function PdfButton({ href, label, spoken }: { href: string; label: string; spoken?: string }) {
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
