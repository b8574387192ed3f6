import { useState } from 'react'
import type { FieldWork } from '../../shared/api/shapes.ts'
import { refresh } from '../data/answers.ts'
import { removePhoto } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { Sheet } from '../ui/sheet.tsx'

type Props = { photo: FieldWork['photos'][number]; label: string; ticketId: string }

/** Takes back a photo of one's own before Selesai; asks once. The office keeps it. */
export function RemovePhoto({ photo, label, ticketId }: Props) {
  const { t } = useText()
  const [asking, setAsking] = useState(false)
  const { busy, problem, run } = useAct()
  const remove = async () => {
    if (!(await run(() => removePhoto(photo.id)))) return
    setAsking(false)
    refresh((key) => concerns(key, ticketId))
  }
  return (
    <>
      <Button kind="quiet" icon="trash" aria-label={label} onClick={() => setAsking(true)}>
        {t('photos.removeShort')}
      </Button>
      {asking && (
        <Sheet title={t('photos.remove')} onClose={() => setAsking(false)}>
          <div className="stack">
            <p>{t('photos.removeSure')}</p>
            <ProblemNotice problem={problem} />
            <Button kind="primary" className="big" icon="trash" busy={busy} onClick={() => void remove()}>
              {t('photos.remove')}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t('action.cancel')}
            </Button>
          </div>
        </Sheet>
      )}
    </>
  )
}
