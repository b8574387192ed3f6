import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/text-field.tsx'
import { isFaulty, newPart, type PartRow } from './handover-draft.ts'
import type { Handover } from './use-handover.ts'

const MOST_PARTS = 100

/** What was used: it stands in the BAST, and the invoice starts with it. */
export function PartsPart({ draft, change, faults }: Handover) {
  const { t } = useText()
  const set = (key: string, part: Partial<PartRow>) =>
    change({ parts: draft.parts.map((row) => (row.key === key ? { ...row, ...part } : row)) })
  const wrong = faults.includes('parts')
  return (
    <section className="card stack" aria-labelledby="parts">
      <h2 id="parts">{t('bast.parts')}</h2>
      <p className="hint">{t('bast.partsHint')}</p>
      {draft.parts.map((row, index) => (
        <Row
          key={row.key}
          row={row}
          number={index + 1}
          error={wrong && isFaulty(row) ? t('bast.fault.parts') : null}
          onChange={(part) => set(row.key, part)}
          onRemove={() => change({ parts: draft.parts.filter((other) => other.key !== row.key) })}
        />
      ))}
      <Button
        icon="plus"
        disabled={draft.parts.length >= MOST_PARTS}
        onClick={() => change({ parts: [...draft.parts, newPart()] })}
      >
        {t('bast.addPart')}
      </Button>
    </section>
  )
}

type RowProps = {
  row: PartRow
  number: number
  error: string | null
  onChange: (part: Partial<PartRow>) => void
  onRemove: () => void
}

function Row({ row, number, error, onChange, onRemove }: RowProps) {
  const { t } = useText()
  return (
    <fieldset className="part">
      <legend>{t('bast.part', { number })}</legend>
      <TextField
        label={t('bast.partName')}
        value={row.description}
        onValue={(description) => onChange({ description })}
        maxLength={200}
        autoComplete="off"
        error={error}
      />
      <div className="pair">
        <TextField
          label={t('bast.quantity')}
          value={row.quantity}
          onValue={(quantity) => onChange({ quantity })}
          inputMode="decimal"
          maxLength={9}
          autoComplete="off"
        />
        <TextField
          label={t('bast.unit')}
          value={row.unit}
          onValue={(unit) => onChange({ unit })}
          maxLength={20}
          autoComplete="off"
        />
      </div>
      <TextField
        label={t('bast.serialNumber')}
        value={row.serialNumber}
        onValue={(serialNumber) => onChange({ serialNumber })}
        maxLength={80}
        autoComplete="off"
        autoCapitalize="characters"
      />
      <Button kind="quiet" icon="trash" aria-label={t('bast.removePart', { number })} onClick={onRemove}>
        {t('bast.remove')}
      </Button>
    </fieldset>
  )
}
