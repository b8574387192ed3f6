import { bytes } from '../../shared/format.ts'
import { useAnswer } from '../data/answers.ts'
import { fetchAttachments } from '../data/calls.ts'
import { keys } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { downloadFile } from './download-file.ts'

/** Plans and papers that the office has put to this job; nothing while there are none. */
export function AttachmentCard({ ticketId }: { ticketId: string }) {
  const { t } = useText()
  const items = useAnswer(keys.attachments(ticketId), () => fetchAttachments(ticketId)).value?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="card stack" aria-labelledby="attachments">
      <h2 id="attachments">{t('attachments.title')}</h2>
      {items.map((item) => (
        <Download key={item.id} fileId={item.fileId} name={item.name} size={bytes(item.size)} />
      ))}
    </section>
  )
}

function Download({ fileId, name, size }: { fileId: string; name: string; size: string }) {
  const { busy, problem, run } = useAct()
  return (
    <>
      <Button
        icon="download"
        busy={busy}
        onClick={() => void run(() => downloadFile(`/api/v1/files/${fileId}`, name))}
      >
        {name} · {size}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  )
}
