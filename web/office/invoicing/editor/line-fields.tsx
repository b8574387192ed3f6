import { ActionIcon, Autocomplete, NumberInput, SegmentedControl, Text, Textarea } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { rupiah } from '../../../shared/format.ts'
import { storedLanguage } from '../../../shared/language.ts'
import { MoneyInput } from '../money-input.tsx'
import { lineAmount, type LineKind, UNITS } from './draft.ts'
import classes from './editor.module.css'
import type { DraftForm } from './use-draft.ts'

type Props = { form: DraftForm; index: number }

/** One line of an invoice: what, which kind, how much of it, at which price. */
export function LineFields({ form, index }: Props) {
  const { t } = useTranslation('office-work')
  const line = form.values.lines[index]
  if (!line) return null
  const at = `lines.${index}`
  return (
    <li className={classes.line}>
      <LineHead form={form} index={index} />
      <div className={classes.description}>
        <Textarea
          label={t('invoice.description')}
          placeholder={t('editor.descriptionPlaceholder')}
          autosize
          minRows={1}
          maxRows={5}
          maxLength={300}
          required
          {...form.getInputProps(`${at}.description`)}
        />
      </div>
      <div className={classes.numbers}>
        <NumberInput
          label={t('invoice.quantity')}
          decimalSeparator={storedLanguage() === 'id' ? ',' : '.'}
          allowedDecimalSeparators={[',', '.']}
          decimalScale={2}
          allowNegative={false}
          max={100_000}
          clampBehavior="strict"
          hideControls
          inputMode="decimal"
          required
          {...form.getInputProps(`${at}.quantity`)}
        />
        <Autocomplete
          label={t('invoice.unit')}
          placeholder={t('editor.unitPlaceholder')}
          data={UNITS}
          maxLength={20}
          required
          {...form.getInputProps(`${at}.unit`)}
        />
        <MoneyInput
          label={t('invoice.unitPrice')}
          placeholder="Rp0"
          required
          {...form.getInputProps(`${at}.unitPrice`)}
        />
        <MoneyInput
          label={t('invoice.lineDiscount')}
          placeholder="Rp0"
          {...form.getInputProps(`${at}.discount`)}
        />
        <Amount amount={lineAmount(line)} />
      </div>
    </li>
  )
}

function Amount({ amount }: { amount: number | null }) {
  const { t } = useTranslation('office-work')
  return (
    <div className={classes.amount}>
      <span>{t('invoice.amount')}</span>
      <output className="num">{amount === null ? '–' : rupiah(amount)}</output>
    </div>
  )
}

function LineHead({ form, index }: Props) {
  const { t } = useTranslation('office-work')
  const { lines } = form.values
  const position = index + 1
  const kinds: LineKind[] = ['SERVICE', 'MATERIAL']
  const move = (to: number) => form.reorderListItem('lines', { from: index, to })
  return (
    <div className={classes.lineHead}>
      <Text fw={650} size="sm">
        {t('editor.line', { position })}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={t('invoice.kind')}
        data={kinds.map((kind) => ({ value: kind, label: t(`labels:lineKind.${kind}`) }))}
        {...form.getInputProps(`lines.${index}.kind`)}
      />
      <div className={classes.lineActs}>
        {lines.length > 1 && (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              disabled={index === 0}
              className={classes.step}
              aria-label={t('editor.moveUp', { position })}
              onClick={() => move(index - 1)}
            >
              <IconArrowUp size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={34}
              disabled={position === lines.length}
              className={classes.step}
              aria-label={t('editor.moveDown', { position })}
              onClick={() => move(index + 1)}
            >
              <IconArrowDown size={17} aria-hidden />
            </ActionIcon>
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="red"
          size={34}
          aria-label={t('editor.removeLine', { position })}
          onClick={() => form.removeListItem('lines', index)}
        >
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}
