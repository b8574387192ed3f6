import { useEffect } from 'react'
import { useText } from '../texts/use-text.ts'
import { askedOf, bringAnswer, hearAnswers, refresh } from '../data/answers.ts'
import { fetchFieldWork, fetchTicket } from '../data/calls.ts'
import { concerns, keys, ticketOf } from '../data/keys.ts'
import { followChanges } from '../data/live.ts'
import { sessionEnded, signOut, startSession, useSession } from '../data/session.ts'
import { OwedPage } from '../master-data/owed-page.tsx'
import { RedeemPage } from '../master-data/redeem-page.tsx'
import { SignInPage } from '../master-data/sign-in-page.tsx'
import { paths } from '../navigation/paths.ts'
import { match, usePlace } from '../navigation/router.ts'
import { fieldQueue, startQueue } from '../offline/field-queue.ts'
import { Empty, Loading } from '../ui/answered.tsx'
import { Button } from '../ui/button.tsx'
import { sayProblem } from '../ui/say-problem.ts'
import { Screens } from './screens.tsx'

export function App() {
  const session = useSession()
  const { path, search } = usePlace()
  useEffect(() => {
    const stop = startQueue({
      onSent: ({ ticketId }) => {
        refresh((key) => concerns(key, ticketId))
        readJobAgain(ticketId)
      },
      onSignedOut: sessionEnded,
    })
    hearAnswers(settleArrived)
    void startSession()
    return stop
  }, [])
  const signedIn = session.kind === 'in' && session.me.role === 'technician'
  const owes = signedIn && (session.me.mustChangePassword || session.me.secondFactor === 'NEEDED')
  useEffect(() => (signedIn && !owes ? followChanges() : undefined), [signedIn, owes])

  if (match(paths.redeem, path)) return <RedeemPage search={search} />
  switch (session.kind) {
    case 'starting':
      return (
        <main className="page">
          <Loading cards={3} />
        </main>
      )
    case 'unreachable':
      return <Unreachable text={sayProblem(session.problem)} />
    case 'out':
      return <SignInPage expired={session.expired} />
    case 'in':
      if (owes) return <OwedPage me={session.me} />
      return signedIn ? <Screens me={session.me} path={path} /> : <ForTechnicians name={session.me.name} />
  }
}

/** Once the last of a job has arrived its lists are read again, also when another screen is open. */
function readJobAgain(ticketId: string): void {
  if (fieldQueue.view().items.some((item) => item.ticketId === ticketId)) return
  void bringAnswer(keys.ticket(ticketId), () => fetchTicket(ticketId))
  void bringAnswer(keys.fieldWork(ticketId), () => fetchFieldWork(ticketId))
}

/** What arrived before both lists of its job were asked for is in them. */
function settleArrived(key: string): void {
  const ticketId = ticketOf(key)
  if (!ticketId) return
  const asked = [keys.ticket(ticketId), keys.fieldWork(ticketId)].map(askedOf)
  if (asked.every((one) => one !== null)) void fieldQueue.settle(ticketId, Math.min(...asked))
}

function Unreachable({ text }: { text: string }) {
  const { t } = useText()
  return (
    <main className="page">
      <h1 className="hidden">{t('app.name')}</h1>
      <Empty icon="offline" title={text}>
        <p>{t('app.firstTime')}</p>
        <Button icon="retry" onClick={() => void startSession()}>
          {t('action.retry')}
        </Button>
      </Empty>
    </main>
  )
}

/** CS, sales and management have the office app; here they would only see empty lists. */
function ForTechnicians({ name }: { name: string }) {
  const { t } = useText()
  return (
    <main className="page">
      <h1 className="hidden">{t('app.name')}</h1>
      <Empty icon="person" title={t('app.notTechnician', { name })}>
        <a className="button primary" href="/">
          <span>{t('app.toOffice')}</span>
        </a>
        <Button onClick={() => void signOut().catch(() => undefined)}>{t('profile.signOut')}</Button>
      </Empty>
    </main>
  )
}
