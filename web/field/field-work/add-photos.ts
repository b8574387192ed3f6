import { compressPhoto, takenAt } from './compress-photo.ts'
import { doWork } from './do-work.ts'
import type { Job } from './use-job.ts'

/** Each picture is its own item of the queue, one after another. False when the phone is full. */
export async function addPhotos(
  job: Job,
  photoKind: 'BEFORE' | 'AFTER' | 'WORK',
  files: readonly File[],
): Promise<boolean> {
  for (const file of files) {
    const photo = await compressPhoto(file)
    const work = { kind: 'photo' as const, at: takenAt(file), photoKind, photo }
    if (!(await doWork(job.ticket, work, job.me.id))) return false
  }
  return true
}
