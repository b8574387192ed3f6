import { type FormEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { dayAndClock } from '../../shared/format.ts'
import { Button } from '../ui/button.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { TextArea } from '../ui/text-field.tsx'
import { doWork, now } from './do-work.ts'
import { useKeptText } from '../offline/use-kept-text.ts'
import type { Job } from './use-job.ts'

/** What crew and replacements should know; written with or without a signal. */
export function NoteSection({ job }: { job: Job }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const zone = job.ticket.timeZone
  const own = [...job.unlisted, ...job.waiting]
  const none = job.work.notes.length === 0 && !own.some((item) => item.work.kind === 'note')
  return (
    <section className="card stack" aria-labelledby="notes">
      <h2 id="notes">{t('notes.title')}</h2>
      {none && <p className="mute">{t('notes.none')}</p>}
      {!none && (
        <ul className="lines">
          {job.work.notes.map((note) => (
            <Note
              key={note.id}
              text={note.text}
              by={note.technician.name}
              at={dayAndClock(note.at, { zone })}
            />
          ))}
          {own.map(
            ({ id, work, arrivedAt }) =>
              work.kind === 'note' && (
                <Note
                  key={id}
                  text={work.text}
                  by={job.me.name}
                  at={arrivedAt ? dayAndClock(work.at, { zone }) : t('notes.waiting')}
                />
              ),
          )}
        </ul>
      )}
      {open ? (
        <NoteForm job={job} onDone={() => setOpen(false)} />
      ) : (
        <Button icon="pen" onClick={() => setOpen(true)}>
          {t('notes.add')}
        </Button>
      )}
    </section>
  )
}

function Note({ text, by, at }: { text: string; by: string; at: string }) {
  return (
    <li>
      <p className="description">{text}</p>
      <p className="mute">
        {by} · {at}
      </p>
    </li>
  )
}

function NoteForm({ job, onDone }: { job: Job; onDone: () => void }) {
  const { t } = useText()
  const [text, setText, drop] = useKeptText(`note:${job.me.id}:${job.ticket.id}`)
  const [tried, setTried] = useState(false)
  const [full, setFull] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (text.trim() === '') return
    if (!(await doWork(job.ticket, { kind: 'note', at: now(), text: text.trim() }, job.me.id)))
      return setFull(true)
    await drop()
    onDone()
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <TextArea
        label={t('notes.label')}
        hint={t('notes.hint')}
        value={text}
        onValue={setText}
        maxLength={2000}
        rows={3}
        error={tried && text.trim() === '' ? t('form.required') : null}
      />
      <PhoneFull when={full} />
      <Button type="submit" kind="primary">
        {t('notes.submit')}
      </Button>
      <Button kind="quiet" onClick={onDone}>
        {t('action.cancel')}
      </Button>
    </form>
  )
}
