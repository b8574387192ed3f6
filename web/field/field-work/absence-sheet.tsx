import { type FormEvent, useState } from 'react'
import type { OwnAbsence, RecordedAbsence } from '../../shared/api/shapes.ts'
import { refresh } from '../data/answers.ts'
import { registerAbsence } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Segments } from '../ui/segments.tsx'
import { Sheet } from '../ui/sheet.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import { visitWords } from '../ui/when.ts'

type Kind = OwnAbsence['kind']
const KINDS: readonly Kind[] = ['SICK', 'LEAVE', 'PERMIT', 'OTHER']

/** Which days, and why; then what is still held on them. */
export function AbsenceSheet({ today, onClose }: { today: string; onClose: () => void }) {
  const { t } = useText()
  const [recorded, setRecorded] = useState<RecordedAbsence | null>(null)
  return (
    <Sheet title={t('absence.register')} onClose={onClose}>
      {recorded ? (
        <Recorded recorded={recorded} onClose={onClose} />
      ) : (
        <Form today={today} onRecorded={setRecorded} />
      )}
    </Sheet>
  )
}

function Form({ today, onRecorded }: { today: string; onRecorded: (recorded: RecordedAbsence) => void }) {
  const { t } = useText()
  const [kind, setKind] = useState<Kind>('SICK')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState(today)
  const [note, setNote] = useState('')
  const { busy, problem, run } = useAct()
  const wrong = (path: string) => problem?.fields.find((field) => field.path === path)?.message ?? null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      const recorded = await registerAbsence({ kind, from, to, note: note.trim() || null })
      refresh((key) => key === keys.absences || key === keys.pool)
      onRecorded(recorded)
    })
  }
  // whoever moves the first day on means at least that day
  const begin = (day: string) => {
    setFrom(day)
    if (to < day) setTo(day)
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Segments
        label={t('absence.kind')}
        value={kind}
        onValue={setKind}
        options={KINDS.map((value) => ({ value, label: t(`labels:absence.${value}`) }))}
      />
      <TextField
        label={t('absence.from')}
        type="date"
        min={today}
        value={from}
        onValue={begin}
        error={wrong('from')}
      />
      <TextField
        label={t('absence.to')}
        type="date"
        min={from}
        value={to}
        onValue={setTo}
        error={wrong('to')}
      />
      <TextArea label={t('absence.note')} value={note} onValue={setNote} maxLength={500} rows={2} />
      <ProblemNotice problem={problem} />
      <Button type="submit" kind="primary" className="big" busy={busy}>
        {t('absence.submit')}
      </Button>
    </form>
  )
}

/** Jobs stay with whoever holds them until somebody decides: he gives them back, or CS finds another one. */
function Recorded({ recorded, onClose }: { recorded: RecordedAbsence; onClose: () => void }) {
  const { t } = useText()
  return (
    <div className="stack">
      <Notice tone="good" title={t('absence.recorded')} live>
        <p>{t('absence.recordedHint')}</p>
      </Notice>
      {recorded.visits.length > 0 && (
        <Notice tone="warn" title={t('absence.stillHeld')}>
          <ul className="lines">
            {recorded.visits.map((visit) => (
              <li key={visit.ticketId}>
                <Link to={paths.job(visit.ticketId)}>
                  {visit.code} · {visit.title}
                </Link>
                <p>{visitWords(visit.start, visit.end, visit.timeZone)}</p>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Button kind="primary" onClick={onClose}>
        {t('absence.close')}
      </Button>
    </div>
  )
}
