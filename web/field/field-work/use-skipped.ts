import { useEffect, useState } from 'react'
import { storage } from '../offline/storage.ts'
import type { Step } from './steps.ts'

/** Photo steps that the technician passed over on this phone. */
export function useSkipped(ticketId: string): [ReadonlySet<Step>, (step: Step) => void] {
  const key = `skipped:${ticketId}`
  const [skipped, setSkipped] = useState<ReadonlySet<Step>>(new Set())
  useEffect(() => {
    void storage
      .read<Step[]>('notes', key)
      .then((kept) => setSkipped(new Set(kept)))
      .catch(() => undefined)
  }, [key])
  const skip = (step: Step) => {
    const next = new Set([...skipped, step])
    setSkipped(next)
    void storage.write('notes', key, [...next]).catch(() => undefined)
  }
  return [skipped, skip]
}
