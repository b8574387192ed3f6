import { useText } from '../texts/use-text.ts'
import { paths } from '../navigation/paths.ts'
import { Empty } from '../ui/answered.tsx'
import { Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { fieldQueue, useQueue } from './field-queue.ts'
import { OthersWork } from './others-work.tsx'
import { WaitingList } from './waiting-list.tsx'

/** Everything of this phone that has not arrived yet. */
export function WaitingPage({ staffId }: { staffId: string }) {
  const { t } = useText()
  const { items, sending } = useQueue()
  const mine = items.filter((item) => item.staffId === staffId)
  return (
    <Page title={t('waiting.title')} back={paths.myJobs}>
      {mine.length === 0 ? (
        <Empty icon="check" title={t('waiting.none')} />
      ) : (
        <>
          <p>{t('waiting.explain')}</p>
          <Button icon="retry" busy={sending !== null} onClick={() => void fieldQueue.signalBack()}>
            {t('waiting.sendNow')}
          </Button>
          <WaitingList items={mine} withJob />
        </>
      )}
      <OthersWork staffId={staffId} />
    </Page>
  )
}
