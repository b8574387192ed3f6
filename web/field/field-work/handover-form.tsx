import { type FormEvent, useRef, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { paths } from '../navigation/paths.ts'
import { goBack } from '../navigation/router.ts'
import { fieldQueue } from '../offline/field-queue.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { Segments } from '../ui/segments.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import { doWork, now } from './do-work.ts'
import { type Draft, dropDraft, type DraftFault, faultsOf, keepDraft, workOf } from './handover-draft.ts'
import { PaperProof, SignatureProof } from './handover-proof.tsx'
import type { Job } from './use-job.ts'

type Props = { job: Job; start: Draft; refusedId: string | null }

export function HandoverForm({ job, start, refusedId }: Props) {
  const { t } = useText()
  const [draft, setDraft] = useState(start)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const faults = tried ? faultsOf(draft) : []
  const fault = (name: DraftFault) => (faults.includes(name) ? t(`bast.fault.${name}`) : null)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    void keepDraft(job.ticket.id, next)
  }
  const store = async () => {
    const work = workOf(draft, now())
    if (!refusedId) return doWork(job.ticket, work, job.me.id)
    return fieldQueue.replace(refusedId, work).then(
      () => true,
      () => false,
    )
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
    if (await store()) {
      await dropDraft(job.ticket.id)
      goBack(paths.job(job.ticket.id))
      return
    }
    setFull(true)
    setBusy(false)
  }
  return (
    <form ref={form} className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <section className="card stack">
        <TextArea
          label={t('bast.workDone')}
          hint={t('bast.workDoneHint')}
          value={draft.workDone}
          onValue={(workDone) => change({ workDone })}
          maxLength={4000}
          rows={5}
          required
          error={fault('workDone')}
        />
        <TextArea
          label={t('bast.openItems')}
          hint={t('bast.openItemsHint')}
          value={draft.openItems}
          onValue={(openItems) => change({ openItems })}
          maxLength={2000}
          rows={3}
        />
      </section>
      <section className="card stack" aria-labelledby="proof">
        <h2 id="proof">{t('bast.proof')}</h2>
        <Segments
          label={t('bast.proof')}
          value={draft.proof}
          onValue={(proof) => change({ proof })}
          options={(['signature', 'paper', 'none'] as const).map((value) => ({
            value,
            label: t(`bast.proofKind.${value}`),
          }))}
        />
        {draft.proof !== 'none' && (
          <>
            <TextField
              label={t('bast.signerName')}
              value={draft.signerName}
              onValue={(signerName) => change({ signerName })}
              maxLength={100}
              autoComplete="off"
              required={draft.proof === 'signature'}
              error={fault('signerName')}
            />
            <TextField
              label={t('bast.signerPosition')}
              value={draft.signerPosition}
              onValue={(signerPosition) => change({ signerPosition })}
              maxLength={100}
              autoComplete="off"
            />
          </>
        )}
        {draft.proof === 'signature' && (
          <SignatureProof draft={draft} change={change} error={fault('signature')} />
        )}
        {draft.proof === 'paper' && <PaperProof draft={draft} change={change} error={fault('paper')} />}
        {draft.proof === 'none' && (
          <TextArea
            label={t('bast.noSignatureReason')}
            hint={t('bast.noSignatureHint')}
            value={draft.noSignatureReason}
            onValue={(noSignatureReason) => change({ noSignatureReason })}
            maxLength={500}
            rows={3}
            required
            error={fault('noSignatureReason')}
          />
        )}
      </section>
      {faults.length > 0 && (
        <Notice tone="bad" live>
          {t('form.incomplete')}
        </Notice>
      )}
      {full && (
        <Notice tone="bad" live>
          {t('problem.phoneFull')}
        </Notice>
      )}
      <Button type="submit" kind="primary" className="big" busy={busy}>
        {t('bast.submit')}
      </Button>
      <p className="hint">{t('bast.kept')}</p>
    </form>
  )
}
