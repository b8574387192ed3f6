import { NumberInput, type NumberInputProps } from '@mantine/core'

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** whole rupiah; '' while empty */
  value?: number | ''
  onChange?: (value: number | '') => void
}

const LARGEST = 999_999_999_999

/** An amount in rupiah that puts its dots while one types: Rp1.500.000. */
export function MoneyInput({ value, onChange, ...rest }: Props) {
  return (
    <NumberInput
      {...rest}
      value={value ?? ''}
      onChange={(next) => onChange?.(next === '' ? '' : Number(next))}
      prefix="Rp"
      thousandSeparator="."
      decimalSeparator=","
      allowDecimal={false}
      allowNegative={false}
      max={LARGEST}
      clampBehavior="strict"
      inputMode="numeric"
      hideControls
    />
  )
}
