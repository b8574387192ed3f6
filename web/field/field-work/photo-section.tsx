import { type ChangeEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { clockWithZone } from '../../shared/format.ts'
import { Icon } from '../ui/icon.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { BlobImage } from './blob-image.tsx'
import { addPhotos } from './add-photos.ts'
import type { Job } from './use-job.ts'

type Kind = 'BEFORE' | 'AFTER' | 'WORK'

const KINDS = ['BEFORE', 'AFTER', 'WORK'] as const

/** The pictures of a job, those still on the phone included, with one large camera button per kind. */
export function PhotoSection({ job, canAdd }: { job: Job; canAdd: boolean }) {
  const { t } = useText()
  const kinds = KINDS.filter((kind) => canAdd || hasAny(job, kind))
  if (kinds.length === 0) return null
  return (
    <section className="card" aria-labelledby="photos">
      <h2 id="photos">{t('photos.title')}</h2>
      {kinds.map((kind) => (
        <Kinds key={kind} job={job} kind={kind} canAdd={canAdd} />
      ))}
    </section>
  )
}

function hasAny({ work, waiting }: Job, kind: Kind): boolean {
  const onPhone = waiting.some((item) => item.work.kind === 'photo' && item.work.photoKind === kind)
  return onPhone || work.photos.some((photo) => photo.kind === kind)
}

function Kinds({ job, kind, canAdd }: { job: Job; kind: Kind; canAdd: boolean }) {
  const { t } = useText()
  const label = t(`labels:photoKind.${kind}`)
  const stored = job.work.photos.filter((photo) => photo.kind === kind)
  const zone = job.ticket.timeZone
  return (
    <div className="photo-kind">
      <h3>{label}</h3>
      <ul className="photos">
        {stored.map((photo) => (
          <li key={photo.id}>
            <a href={`/api/v1/files/${photo.fileId}`} target="_blank" rel="noreferrer">
              <img
                src={`/api/v1/files/${photo.fileId}`}
                alt={t('photos.alt', { kind: label, time: clockWithZone(photo.at, { zone }) })}
                loading="lazy"
                width="96"
                height="96"
              />
            </a>
          </li>
        ))}
        {job.waiting.map(
          ({ id, work }) =>
            work.kind === 'photo' &&
            work.photoKind === kind && (
              <li key={id} className="waiting">
                <BlobImage blob={work.photo} alt={t('photos.waitingAlt', { kind: label })} />
                <Icon name="waiting" size={18} />
              </li>
            ),
        )}
      </ul>
      {canAdd && <PhotoButtons job={job} kind={kind} />}
    </div>
  )
}

/** Camera first; the gallery for pictures taken before the app was opened. */
export function PhotoButtons({ job, kind, primary }: { job: Job; kind: Kind; primary?: boolean }) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const label = t(`labels:photoKind.${kind}`)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])]
    const input = event.target
    setBusy(true)
    setFull(!(await addPhotos(job, kind, files)))
    setBusy(false)
    input.value = ''
  }
  return (
    <>
      <div className={`photo-buttons${primary ? ' stacked' : ''}`}>
        <label className={`button ${primary ? 'primary big' : 'plain'}`} aria-busy={busy}>
          {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="camera" />}
          {primary ? (
            <span>{t('photos.take', { kind: label })}</span>
          ) : (
            <span>
              {t('photos.camera')}
              <span className="hidden">: {label}</span>
            </span>
          )}
          <input
            className="hidden"
            type="file"
            accept="image/*"
            capture="environment"
            disabled={busy}
            onChange={(event) => void take(event)}
          />
        </label>
        <label className="button quiet">
          <Icon name="image" />
          <span>
            {t('photos.gallery')}
            <span className="hidden">: {label}</span>
          </span>
          <input
            className="hidden"
            type="file"
            accept="image/*"
            multiple
            disabled={busy}
            onChange={(event) => void take(event)}
          />
        </label>
      </div>
      <PhoneFull when={full} />
    </>
  )
}
