import { type ChangeEvent, useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { Icon } from '../ui/icon.tsx'
import { BlobImage } from './blob-image.tsx'
import { compressPhoto } from './compress-photo.ts'
import type { Draft } from './handover-draft.ts'
import { SignaturePad } from './signature-pad.tsx'

type Props = { draft: Draft; change: (part: Partial<Draft>) => void; error: string | null }

/** The customer sees what is being signed, then signs it. */
export function SignatureProof({ draft, change, error }: Props) {
  const { t } = useText()
  const name = draft.signerName.trim() || t('bast.theCustomer')
  return (
    <div className="stack">
      <blockquote className="statement">
        <p>{t('bast.statement', { name })}</p>
        <p className="said">{draft.workDone.trim() || t('bast.nothingYet')}</p>
        {draft.openItems.trim() && (
          <p className="said">
            {t('bast.openItems')}: {draft.openItems.trim()}
          </p>
        )}
      </blockquote>
      <p id="sign-here">{t('bast.signHere')}</p>
      <SignaturePad
        value={draft.signature}
        onValue={(signature) => change({ signature })}
        describedBy="sign-here"
      />
      {error && (
        <p className="field-error fault" tabIndex={-1}>
          {error}
        </p>
      )}
    </div>
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
