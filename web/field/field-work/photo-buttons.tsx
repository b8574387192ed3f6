import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { Icon } from '../ui/icon.tsx'
import { PhoneFull } from '../ui/phone-full.tsx'
import { addPhotos } from './add-photos.ts'
import type { Job } from './use-job.ts'

export type PhotoKind = 'BEFORE' | 'AFTER' | 'WORK'
type Props = { job: Job; kind: PhotoKind; primary?: boolean }

/** Camera first; the gallery for pictures taken before the app was opened. */
export function PhotoButtons(props: Props) {
  // a button of its own per kind: a camera that is still open belongs to the kind that was tapped
  return <OneKind key={props.kind} {...props} />
}

function OneKind({ job, kind, primary }: Props) {
  const { t } = useText()
  const [busy, setBusy] = useState(false)
  const [full, setFull] = useState(false)
  const label = t(`labels:photoKind.${kind}`)
  const take = async (input: HTMLInputElement) => {
    const files = [...(input.files ?? [])]
    setBusy(true)
    setFull(!(await addPhotos(job, kind, files)))
    setBusy(false)
    input.value = ''
  }
  // listened to on the element itself and never ended: a crewmate's photo may take the button off the screen while the
  // camera is open, and the picture must still come through
  const [listen] = useState(() => (input: HTMLInputElement | null) => {
    if (input) input.onchange = () => void take(input)
  })
  return (
    <>
      <div className={`photo-buttons${primary ? ' stacked' : ''}`}>
        <label className={`button ${primary ? 'primary big' : 'plain'}`} aria-busy={busy}>
          {busy ? <span className="spinner" aria-hidden="true" /> : <Icon name="camera" />}
          {primary ? (
            <span>{t('photos.take', { kind: label })}</span>
          ) : (
            <span>
              {t('photos.camera')}
              <span className="hidden">: {label}</span>
            </span>
          )}
          <input
            ref={listen}
            className="hidden"
            type="file"
            accept="image/*"
            capture="environment"
            disabled={busy}
          />
        </label>
        <label className="button quiet">
          <Icon name="image" />
          <span>
            {t('photos.gallery')}
            <span className="hidden">: {label}</span>
          </span>
          <input ref={listen} className="hidden" type="file" accept="image/*" multiple disabled={busy} />
        </label>
      </div>
      <PhoneFull when={full} />
    </>
  )
}
