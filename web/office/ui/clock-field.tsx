import { Autocomplete } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { halfHours, showClock, parseClock } from './clock-text.ts'

type Props = {
  label: string
  value: string
  onChange: (text: string) => void
  error?: ReactNode
  style?: CSSProperties
}
const SUGGESTIONS = halfHours(6, 22)

/** A time of day as text, in 24 hours whatever the browser's language; half hours are suggested. */
export function ClockField({ label, value, onChange, error, style }: Props) {
  return (
    <Autocomplete
      label={label}
      {...(style && { style })}
      value={value}
      onChange={onChange}
      onBlur={() => {
        const time = parseClock(value)
        if (time) onChange(showClock(time))
      }}
      data={SUGGESTIONS}
      filter={({ options }) => options}
      maxDropdownHeight={220}
      inputMode="decimal"
      autoComplete="off"
      placeholder="09.00"
      error={error}
      required
    />
  )
}
