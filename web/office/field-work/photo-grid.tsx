import { ActionIcon, Alert, Anchor, Button, Group, Modal, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPhotoOff } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { dateTime } from '../../shared/format.ts'
import { MapLink } from '../ui/map-link.tsx'
import { useCoordinates } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import { length } from './grade-facts.tsx'
import classes from './photo-grid.module.css'

type Photo = FieldWork['photos'][number]

const ORDER: Record<Photo['kind'], number> = { BEFORE: 0, WORK: 1, AFTER: 2, PAPER_BAST: 3 }
const urlOf = (photo: Photo) => `/api/v1/files/${photo.fileId}`

/** The photos of a job by kind; each opens large, with the next one an arrow key away. */
export function PhotoGrid({ photos }: { photos: readonly Photo[] }) {
  const { t } = useTranslation('office-work')
  const [open, setOpen] = useState<number | null>(null)
  const sorted = photos.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind] || a.at.localeCompare(b.at))
  if (sorted.length === 0) return <Text c="dimmed">{t('fieldWork.noPhotos')}</Text>
  return (
    <>
      <ul className={classes.grid}>
        {sorted.map((photo, index) => (
          <li key={photo.id}>
            <button
              type="button"
              className={classes.thumb}
              data-hidden={photo.removedAt ? true : undefined}
              onClick={() => setOpen(index)}
              aria-label={t('fieldWork.photoOpen', {
                kind: t(`labels:photoKind.${photo.kind}`),
                name: photo.technician.name,
              })}
            >
              <Picture photo={photo} />
              <span>{t(photo.removedAt ? 'fieldWork.photoHidden' : `labels:photoKind.${photo.kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open !== null && (
        <Lightbox photos={sorted} index={open} onMove={setOpen} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function Picture({ photo }: { photo: Photo }) {
  const { t } = useTranslation('office-work')
  const [broken, setBroken] = useState(false)
  if (broken)
    return (
      <span className={classes.broken}>
        <IconPhotoOff size={26} aria-hidden />
        {t('fieldWork.photoBroken')}
      </span>
    )
  return <img src={urlOf(photo)} alt="" loading="lazy" onError={() => setBroken(true)} />
}

/** Taken back by its technician; CS may show it again. */
function Hidden({ photo }: { photo: Photo }) {
  const { t } = useTranslation('office-work')
  const coordinates = useCoordinates()
  const restore = useWrite<string, unknown>(
    (id, headers) => answer(api.POST('/api/v1/photos/{id}/restore', { params: { path: { id } }, headers })),
    { refresh: ['field-work', 'tickets'] },
  )
  return (
    <Alert color="gray" mt="sm">
      <Text size="sm">{t('fieldWork.photoHiddenHint')}</Text>
      {coordinates && (
        <Button
          mt="xs"
          variant="default"
          loading={restore.isPending}
          onClick={() => restore.mutate(photo.id)}
        >
          {t('fieldWork.photoRestore')}
        </Button>
      )}
    </Alert>
  )
}

/** Where it was taken, by the phone or its camera; the customer sees none of this. */
function Place({ photo: { place } }: { photo: Photo }) {
  const { t } = useTranslation('office-work')
  if (!place) return null
  const words = [
    place.distance === null
      ? t('fieldWork.photoPlaced')
      : t('grade.distance', { distance: length(place.distance, t) }),
    place.accuracy !== null && t('grade.accuracy', { distance: length(place.accuracy, t) }),
    t(`fieldWork.photoPlace.${place.source}`),
  ]
  return (
    <Group gap={8}>
      <Text size="sm" c="dimmed">
        {words.filter(Boolean).join(' · ')}
      </Text>
      <MapLink point={place.point} />
    </Group>
  )
}

type LightboxProps = {
  photos: Photo[]
  index: number
  onMove: (index: number) => void
  onClose: () => void
}

function Lightbox({ photos, index, onMove, onClose }: LightboxProps) {
  const { t } = useTranslation('office-work')
  const photo = photos[index]
  if (!photo) return null
  const step = (by: number) => onMove((index + by + photos.length) % photos.length)
  const kind = t(`labels:photoKind.${photo.kind}`)
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={<Text fw={700}>{kind}</Text>}
      closeButtonProps={{ 'aria-label': t('fieldWork.close') }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') step(-1)
        if (event.key === 'ArrowRight') step(1)
      }}
    >
      <div className={classes.stage}>
        <img
          key={photo.id}
          src={urlOf(photo)}
          alt={t('fieldWork.photoBy', { kind, name: photo.technician.name, when: dateTime(photo.at) })}
        />
      </div>
      {photo.removedAt && <Hidden photo={photo} />}
      <Group justify="space-between" mt="sm" gap="xs">
        <div>
          <Text size="sm">
            {photo.technician.name} · {dateTime(photo.at)}
          </Text>
          <Place photo={photo} />
          <Anchor href={urlOf(photo)} target="_blank" rel="noreferrer" size="sm">
            {t('fieldWork.photoOriginal')}
          </Anchor>
        </div>
        <Group gap={6}>
          <Text size="sm" c="dimmed" className="num" role="status">
            {t('fieldWork.photoPosition', { position: index + 1, total: photos.length })}
          </Text>
          <ActionIcon
            variant="default"
            size={38}
            aria-label={t('fieldWork.previousPhoto')}
            onClick={() => step(-1)}
          >
            <IconChevronLeft size={19} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={38}
            aria-label={t('fieldWork.nextPhoto')}
            onClick={() => step(1)}
          >
            <IconChevronRight size={19} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
    </Modal>
  )
}
