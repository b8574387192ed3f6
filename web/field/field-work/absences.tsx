import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import type { OwnAbsence } from '../../shared/api/shapes.ts'
import { dayIn } from '../../shared/format.ts'
import { addDays } from '../../shared/zoned.ts'
import { refresh, useAnswer } from '../data/answers.ts'
import { fetchOwnAbsences, withdrawAbsence } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { Answered, Empty } from '../ui/answered.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { dayWords } from '../ui/when.ts'
import { AbsenceSheet } from './absence-sheet.tsx'

const OFFICE = 'Asia/Jakarta'
/** As far ahead as somebody may register. */
const AHEAD_DAYS = 366

/** Cuti & izin: the days on which I am not there, and the button to say so. */
export function Absences() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [today] = useState(() => dayIn(Date.now()))
  const answer = useAnswer(keys.absences, () => fetchOwnAbsences(today, addDays(today, AHEAD_DAYS)))
  return (
    <>
      <p>{t('absence.about')}</p>
      <Button kind="primary" className="big" icon="clock" onClick={() => setOpen(true)}>
        {t('absence.register')}
      </Button>
      <Answered answer={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="check" title={t('absence.none')} />
          ) : (
            <ul className="cards">
              {items.map((absence) => (
                <li key={absence.id}>
                  <OneAbsence absence={absence} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {open && <AbsenceSheet today={today} onClose={() => setOpen(false)} />}
    </>
  )
}

function OneAbsence({ absence }: { absence: OwnAbsence }) {
  const { t } = useText()
  const { busy, problem, run } = useAct()
  const [sure, setSure] = useState(false)
  const withdraw = () =>
    run(async () => {
      await withdrawAbsence(absence.id)
      refresh((key) => key === keys.absences)
    })
  return (
    <article className="card job">
      <div className="card-top">
        <span className="badge info">{t(`labels:absence.${absence.kind}`)}</span>
        {!absence.own && <span className="badge mute">{t('absence.byCs')}</span>}
      </div>
      <h2>{periodOf(absence)}</h2>
      {absence.note && <p className="mute">{absence.note}</p>}
      <ProblemNotice problem={problem} />
      {absence.own &&
        (sure ? (
          <div className="acts" role="alert">
            <p>{t('absence.withdrawSure')}</p>
            <Button kind="danger" busy={busy} onClick={() => void withdraw()}>
              {t('absence.withdrawYes')}
            </Button>
            <Button onClick={() => setSure(false)}>{t('absence.keep')}</Button>
          </div>
        ) : (
          <Button kind="quiet" onClick={() => setSure(true)}>
            {t('absence.withdraw')}
          </Button>
        ))}
    </article>
  )
}

/** The last day of a whole absence ends at midnight. */
function periodOf({ start, end }: OwnAbsence): string {
  const [first, last] = [dayWords(start, OFFICE), dayWords(Date.parse(end) - 60_000, OFFICE)]
  return first === last ? first : `${first} – ${last}`
}
