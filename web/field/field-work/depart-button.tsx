import { refresh } from '../data/answers.ts'
import { reportDeparture } from '../data/calls.ts'
import { concerns } from '../data/keys.ts'
import { useAct } from '../data/use-act.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'

/** Berangkat: tells the customer and the office that the technician is on the way. */
export function DepartButton({ ticketId }: { ticketId: string }) {
  const { t } = useText()
  const { busy, problem, run } = useAct()
  const depart = async () => {
    if (await run(() => reportDeparture(ticketId))) refresh((key) => concerns(key, ticketId))
  }
  return (
    <>
      <Button icon="map" busy={busy} onClick={() => void depart()}>
        {t('depart.button')}
      </Button>
      <ProblemNotice problem={problem} />
    </>
  )
}
