import { useId } from 'react'

type Props<T extends string> = {
  label: string
  value: T
  onValue: (value: T) => void
  options: readonly { value: T; label: string }[]
}

/** One of a few, as a row of radio buttons that look like one bar. */
export function Segments<T extends string>({ label, value, onValue, options }: Props<T>) {
  const name = useId()
  return (
    <fieldset className="segments">
      <legend className="hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onValue(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
