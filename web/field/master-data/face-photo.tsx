import { useState } from 'react'
import type { Me } from '../../shared/api/shapes.ts'
import { initials } from '../../shared/format.ts'
import { changeMyPhoto } from '../data/calls.ts'
import { refreshMe } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { compressPhoto } from '../data/compress-photo.ts'
import { useText } from '../texts/use-text.ts'
import { ProblemNotice } from '../ui/problem-notice.tsx'

/** The face that the customer sees behind the QR code of a Surat Tugas, or the initials until there is one. */
export function FacePhoto({ me }: { me: Me }) {
  const [broken, setBroken] = useState<string | null>(null)
  const shown = me.photoFileId && me.photoFileId !== broken ? me.photoFileId : null
  return shown ? (
    <img
      className="avatar"
      src={`/api/v1/files/${shown}`}
      alt=""
      width="60"
      height="60"
      onError={() => setBroken(shown)}
    />
  ) : (
    <span className="avatar" aria-hidden="true">
      {initials(me.name)}
    </span>
  )
}

/** Take a photo of oneself, or another one. */
export function ChangeFacePhoto({ me }: { me: Me }) {
  const { t } = useText()
  const { busy, problem, run } = useAct()
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0]
    input.value = ''
    if (!file) return
    await run(async () => {
      await changeMyPhoto(await compressPhoto(file))
      await refreshMe()
    })
  }
  return (
    <div className="stack">
      <p className="hint">{t('profile.photoHint')}</p>
      <ProblemNotice problem={problem} />
      <label className="button plain" aria-busy={busy}>
        {busy && <span className="spinner" aria-hidden="true" />}
        <span>{t(me.photoFileId ? 'profile.photoReplace' : 'profile.photoChoose')}</span>
        <input
          className="hidden"
          type="file"
          accept="image/*"
          capture="user"
          disabled={busy}
          onChange={(event) => void take(event.currentTarget)}
        />
      </label>
    </div>
  )
}
