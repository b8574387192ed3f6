import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { Icon } from '../ui/icon.tsx'
import { BlobImage } from './blob-image.tsx'
import type { Reading } from '../offline/queue-order.ts'
import { compressPhoto } from '../data/compress-photo.ts'
import { now } from './do-work.ts'
import type { Draft } from './handover-draft.ts'
import { watchPosition } from './position.ts'
import { SignaturePad } from './signature-pad.tsx'

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; error: string | null }

/** The customer sees what is being signed, then signs it. */
export function SignatureProof({
  draft,
  change,
  error,
  consentError,
}: Props & { consentError: string | null }) {
  const { t } = useText()
  const parts = draft.parts.filter((row) => row.description.trim() !== '')
  usePositionOfSigning((location) => change({ location }))
  const name = draft.signerName.trim() || t('bast.theCustomer')
  return (
    <div className="stack">
      <blockquote className="statement">
        <p>{t('bast.statement', { name })}</p>
        <p className="said">{draft.workDone.trim() || t('bast.nothingYet')}</p>
        {parts.length > 0 && (
          <p className="said">
            {t('bast.parts')}:{' '}
            {parts.map((row) => `${row.description.trim()} ${row.quantity} ${row.unit}`.trim()).join(', ')}
          </p>
        )}
        {draft.openItems.trim() && (
          <p className="said">
            {t('bast.openItems')}: {draft.openItems.trim()}
          </p>
        )}
      </blockquote>
      <label className="tick">
        <input
          type="checkbox"
          checked={draft.consent}
          aria-invalid={consentError ? true : undefined}
          onChange={(event) => change({ consent: event.target.checked })}
        />
        <span>{t('bast.consent')}</span>
      </label>
      {consentError && <p className="field-error">{consentError}</p>}
      <p id="sign-here">{t('bast.signHere')}</p>
      <SignaturePad
        value={draft.signature}
        onValue={(signature) => change({ signature, signedAt: signature ? now() : '' })}
        describedBy="sign-here"
      />
      <p className="hint">{t('bast.notForCustomer')}</p>
      {error && (
        <p className="field-error fault" tabIndex={-1}>
          {error}
        </p>
      )}
    </div>
  )
}

/** Where the customer signs; the BAST waits for no satellite, so it may stay unknown. */
function usePositionOfSigning(onFound: (reading: Reading) => void): void {
  const found = useRef(onFound)
  useEffect(() => {
    found.current = onFound
  })
  useEffect(
    () =>
      watchPosition((state) => {
        if (state.kind === 'found') found.current(state.reading)
      }),
    [],
  )
}

/** A photo of the paper that was signed with a pen. */
export function PaperProof({ draft, change, error }: Props) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (!file) return
    setBusy(true)
    change({ paper: await compressPhoto(file) })
    setBusy(false)
  }
  return (
    <div className="stack">
      {draft.paper && (
        <div className="paper">
          <BlobImage blob={draft.paper} alt={t('labels:photoKind.PAPER_BAST')} />
        </div>
      )}
      <label className="button plain" aria-busy={busy}>
        {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="camera" />}
        <span>{t(draft.paper ? 'bast.paperAgain' : 'bast.paperTake')}</span>
        <input
          className="hidden"
          type="file"
          accept="image/*"
          capture="environment"
          disabled={busy}
          aria-invalid={error ? true : undefined}
          onChange={(event) => void take(event)}
        />
      </label>
      {error && <p className="field-error">{error}</p>}
    </div>
  )
}
