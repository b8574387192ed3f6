import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { Segments } from '../ui/segments.tsx'
import { TextArea, TextField } from '../ui/text-field.tsx'
import type { Draft, DraftFault } from './handover-draft.ts'
import { PartsPart } from './handover-parts.tsx'
import { PaperProof, SignatureProof } from './handover-proof.tsx'
import { type Handover, useHandover } from './use-handover.ts'
import type { Job } from './use-job.ts'

type Props = { job: Job; start: Draft; refusedId: string | null }

export function HandoverForm({ job, start, refusedId }: Props) {
  const { t } = useText()
  const handover = useHandover(job, start, refusedId)
  const { form, submit, faults, full, busy } = handover
  return (
    <form ref={form} className="stack narrow" onSubmit={(event) => void submit(event)} noValidate>
      {job.work.bast && <CorrectionPart {...handover} />}
      <WorkPart {...handover} />
      <PartsPart {...handover} />
      <ProofPart {...handover} />
      {faults.length > 0 && (
        <Notice tone="bad" live>
          {t('form.incomplete')}
        </Notice>
      )}
      <PhoneFull when={full} />
      <Button type="submit" kind="primary" className="big" busy={busy}>
        {t('bast.submit')}
      </Button>
      <p className="hint">{t('bast.kept')}</p>
    </form>
  )
}

function useFault(faults: readonly DraftFault[]) {
  const { t } = useText()
  return (name: DraftFault) => (faults.includes(name) ? t(`bast.fault.${name}`) : null)
}

/** A BAST stands already: this one will take its place. */
function CorrectionPart({ draft, change }: Handover) {
  const { t } = useText()
  return (
    <section className="card stack">
      <p>{t('bast.correcting')}</p>
      <TextField
        label={t('bast.correctionReason')}
        value={draft.correctionReason}
        onValue={(correctionReason) => change({ correctionReason })}
        maxLength={300}
        autoComplete="off"
      />
    </section>
  )
}

function WorkPart({ draft, change, faults }: Handover) {
  const { t } = useText()
  const fault = useFault(faults)
  return (
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
  )
}

const PROOFS = ['signature', 'paper', 'none'] as const

function ProofPart({ draft, change, faults }: Handover) {
  const { t } = useText()
  const fault = useFault(faults)
  return (
    <section className="card stack" aria-labelledby="proof">
      <h2 id="proof">{t('bast.proof')}</h2>
      <Segments
        label={t('bast.proof')}
        value={draft.proof}
        onValue={(proof) => change({ proof })}
        options={PROOFS.map((value) => ({ value, label: t(`bast.proofKind.${value}`) }))}
      />
      {draft.proof !== 'none' && <Signer draft={draft} change={change} faults={faults} />}
      {draft.proof === 'signature' && (
        <SignatureProof
          draft={draft}
          change={change}
          error={fault('signature')}
          consentError={fault('consent')}
        />
      )}
      {draft.proof === 'paper' && <PaperProof draft={draft} change={change} error={fault('paper')} />}
      {draft.proof === 'none' && <Unsigned draft={draft} change={change} faults={faults} />}
    </section>
  )
}

/** Nobody signs: why, and somebody who can say that the work was done. */
function Unsigned({ draft, change, faults }: Handover) {
  const { t } = useText()
  const fault = useFault(faults)
  return (
    <>
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
      <TextField
        label={t('bast.witnessName')}
        hint={t('bast.witnessHint')}
        value={draft.witnessName}
        onValue={(witnessName) => change({ witnessName })}
        maxLength={100}
        autoComplete="off"
      />
    </>
  )
}

function Signer({ draft, change, faults }: Handover) {
  const { t } = useText()
  const fault = useFault(faults)
  return (
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
      <TextField
        label={t('bast.signerPhone')}
        value={draft.signerPhone}
        onValue={(signerPhone) => change({ signerPhone })}
        type="tel"
        maxLength={30}
        autoComplete="off"
      />
    </>
  )
}
