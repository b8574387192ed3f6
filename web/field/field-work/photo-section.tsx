import { useText } from '../texts/use-text.ts'
import { clockWithZone } from '../../shared/format.ts'
import { Icon } from '../ui/icon.tsx'
import { BlobImage } from './blob-image.tsx'
import { PhotoButtons, type PhotoKind } from './photo-buttons.tsx'
import { RemovePhoto } from './remove-photo.tsx'
import type { Job } from './use-job.ts'

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

function hasAny({ work, waiting, unlisted }: Job, kind: PhotoKind): boolean {
  const onPhone = [...unlisted, ...waiting].some(
    (item) => item.work.kind === 'photo' && item.work.photoKind === kind,
  )
  return onPhone || work.photos.some((photo) => photo.kind === kind)
}

function Kinds({ job, kind, canAdd }: { job: Job; kind: PhotoKind; canAdd: boolean }) {
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
            {canAdd && photo.technician.id === job.me.id && (
              <RemovePhoto
                photo={photo}
                label={t('photos.removeOf', { kind: label, time: clockWithZone(photo.at, { zone }) })}
                ticketId={job.ticket.id}
              />
            )}
          </li>
        ))}
        {[...job.unlisted, ...job.waiting].map(
          ({ id, work, arrivedAt }) =>
            work.kind === 'photo' &&
            work.photoKind === kind && (
              <li key={id} className={arrivedAt ? undefined : 'waiting'}>
                <BlobImage
                  blob={work.photo}
                  alt={
                    arrivedAt
                      ? t('photos.alt', { kind: label, time: clockWithZone(work.at, { zone }) })
                      : t('photos.waitingAlt', { kind: label })
                  }
                />
                {!arrivedAt && <Icon name="waiting" size={18} />}
              </li>
            ),
        )}
      </ul>
      {canAdd && <PhotoButtons job={job} kind={kind} />}
    </div>
  )
}
