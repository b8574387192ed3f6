import { compressPhoto, takenAt } from '../data/compress-photo.ts'
import { doWork } from './do-work.ts'
import { isFresh, knownPosition } from './position.ts'
import type { Job } from './use-job.ts'

/** Each picture is its own item of the queue, one after another. False when the phone is full. */
export async function addPhotos(
  job: Job,
  photoKind: 'BEFORE' | 'AFTER' | 'WORK',
  files: readonly File[],
): Promise<boolean> {
  const here = knownPosition()
  for (const file of files) {
    const photo = await compressPhoto(file)
    const at = takenAt(file)
    const location = isFresh(at) ? await here : null
    const work = { kind: 'photo' as const, at, photoKind, photo, location }
    if (!(await doWork(job.ticket, work, job.me.id))) return false
  }
  return true
}
