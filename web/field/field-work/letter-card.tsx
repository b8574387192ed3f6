import { useState } from 'react'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { dateTime } from '../../shared/format.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { downloadFile } from './download-file.ts'
import type { Job } from './use-job.ts'

const TONE = { VALID: 'good', REVOKED: 'bad', EXPIRED: 'mute' } as const

/** Surat Tugas (and the BAST once there is one) to show at the gate. */
export function LetterCard({ job }: { job: Job }) {
  const { t } = useText()
  const { ticket, work, me } = job
  const [now] = useState(() => Date.now())
  const letters = work.letters.filter((letter) => letter.technician.id === me.id)
  return (
    <section className="card stack" aria-labelledby="letter">
      <h2 id="letter">{t('letter.title')}</h2>
      {letters.length === 0 && <p className="mute">{t('letter.none')}</p>}
      {letters.map((letter) => (
        <div key={letter.id} className="letter">
          <p>
            <strong>{letter.number}</strong>{' '}
            <span className={`badge ${TONE[letter.status]}`}>
              {t(
                `labels:letterStatus.${letter.status === 'EXPIRED' && letter.workDone ? 'DONE' : letter.status}`,
              )}
            </span>
          </p>
          {letter.replacedBy && (
            <p className="mute">{t('letter.replacedBy', { number: letter.replacedBy })}</p>
          )}
          {letter.replaces && <p className="mute">{t('letter.replaces', { number: letter.replaces })}</p>}
          {letter.status === 'EXPIRED' && Date.parse(letter.validUntil ?? '') > now && (
            <p className="mute">{t('letter.over')}</p>
          )}
          {letter.validUntil && !(letter.status === 'EXPIRED' && Date.parse(letter.validUntil) > now) && (
            <p className="mute">
              {t('letter.until', { when: dateTime(letter.validUntil, { zone: ticket.timeZone }) })}
            </p>
          )}
          {letter.status === 'VALID' && (
            <Download
              url={`/api/v1/tickets/${ticket.id}/assignment-letter.pdf`}
              name={`Surat-Tugas-${ticket.code}.pdf`}
              label={t('letter.download')}
            />
          )}
        </div>
      ))}
      {work.bast && (
        <div className="letter">
          <p>
            <strong>{t('bast.title')}</strong> {work.bast.number}
          </p>
          <Download
            url={`/api/v1/tickets/${ticket.id}/bast.pdf`}
            name={`BAST-${ticket.code}.pdf`}
            label={t('letter.downloadBast')}
          />
        </div>
      )}
    </section>
  )
}

function Download({ url, name, label }: { url: string; name: string; label: string }) {
  const { busy, problem, run } = useAct()
  return (
    <>
      <Button icon="download" busy={busy} onClick={() => void run(() => downloadFile(url, name))}>
        {label}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  )
}
