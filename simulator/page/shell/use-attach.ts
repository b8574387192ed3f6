import { useState } from 'react'
import { t } from '../texts.ts'
import { photoOf, pickFiles, type Photo } from './composer.tsx'
import type { MenuItem } from './menu.tsx'
import { samplePhoto, type SampleKind } from './sample-photo.ts'

const SAMPLES: [kind: SampleKind, label: string, name: string][] = [
  ['unit', t.media.sampleUnit, 'foto-unit.jpg'],
  ['bast', t.media.sampleBast, 'bast.jpg'],
  ['transfer', t.media.sampleTransfer, 'bukti-transfer.jpg'],
]

/** Photos wait above the input line until they are sent; the menu entries that add them are the same in both apps. */
export function usePhotos(): { photos: Photo[]; setPhotos: (photos: Photo[]) => void; items: MenuItem[] } {
  const [photos, setPhotos] = useState<Photo[]>([])
  const add = (more: Photo[]): void => setPhotos((known) => [...known, ...more].slice(0, 10))
  const items: MenuItem[] = [
    {
      icon: 'image',
      label: t.media.photo,
      onPick: () =>
        void pickFiles('image/*', true).then((files) => add(files.map((file) => photoOf(file, file.name)))),
    },
    ...SAMPLES.map(([kind, label, name]): MenuItem => ({
      icon: 'image',
      label,
      onPick: () => void samplePhoto(kind).then((blob) => add([photoOf(blob, name)])),
    })),
  ]
  return { photos, setPhotos, items }
}
