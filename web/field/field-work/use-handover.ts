import { type FormEvent, useRef, useState } from 'react'
import { paths } from '../navigation/paths.ts'
import { goBack } from '../navigation/router.ts'
import { fieldQueue } from '../offline/field-queue.ts'
import { doWork, now } from './do-work.ts'
import { type Draft, dropDraft, type DraftFault, faultsOf, keepDraft, workOf } from './handover-draft.ts'
import type { Job } from './use-job.ts'

export type Handover = {
  draft: Draft
  change: (part: Partial<Draft>) => void
  /** empty until somebody pressed the button */
  faults: readonly DraftFault[]
}

/** A signature stands under one text: when that changes, it is signed anew. */
const SIGNED_TEXTS = ['workDone', 'openItems', 'parts', 'signerName'] as const
const UNSIGNED = { signature: null, signedAt: '', consent: false } as const

/** State and acts of the BAST form. `refusedId` names the refused BAST that this one replaces. */
export function useHandover(job: Job, start: Draft, refusedId: string | null) {
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // a position may be found between two renderings: it must not bring back what was typed before
  const latest = useRef(start)
  const change = (part: Partial<Draft>) => {
    const before = latest.current
    const unsigned = before.signature && SIGNED_TEXTS.some((name) => name in part) ? UNSIGNED : {}
    latest.current = { ...before, ...part, ...unsigned }
    setDraft(latest.current)
    void keepDraft(job, latest.current)
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faultsOf(draft).length > 0) {
      // after the faults are on the screen, the first of them gets the focus
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid], .fault')?.focus())
      return
    }
    setBusy(true)
    if (await store(job, draft, refusedId)) {
      await dropDraft(job)
      goBack(paths.job(job.ticket.id))
      return
    }
    setFull(true)
    setBusy(false)
  }
  return { draft, change, faults: tried ? faultsOf(draft) : [], busy, full, form, submit }
}

/** False when the phone is full. */
async function store(job: Job, draft: Draft, refusedId: string | null): Promise<boolean> {
  const work = workOf(draft, now())
  if (!refusedId) return doWork(job.ticket, work, job.me.id)
  return fieldQueue.replace(refusedId, work).then(
    () => true,
    () => false,
  )
}
