import { Icon } from '../ui/icon.tsx'

type Props = {
  label: string
  text: string
  before: string
  after: string
  onBefore: () => void
  /** null at the end */
  onAfter: (() => void) | null
}

/** One day or month, and the arrows to those beside it. */
export function Stepper({ label, text, before, after, onBefore, onAfter }: Props) {
  return (
    <nav className="day-nav" aria-label={label}>
      <button type="button" className="icon-button" aria-label={before} onClick={onBefore}>
        <Icon name="back" />
      </button>
      <strong aria-live="polite">{text}</strong>
      <button
        type="button"
        className="icon-button"
        aria-label={after}
        disabled={onAfter === null}
        onClick={() => onAfter?.()}
      >
        <Icon name="next" />
      </button>
    </nav>
  )
}
