import { useState } from 'react'
import { useText } from '../texts/use-text.ts'
import { redeemLink, useSession } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { go } from '../navigation/router.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { CodeForm } from './code-form.tsx'
import { Doorway } from './doorway.tsx'

/** A path of the app that a link may lead to afterwards; anything else leads to the start. */
function wantedPath(search: URLSearchParams): string {
  const to = search.get('to') ?? ''
  return /^\/(?!\/)[\w\-/]*$/.test(to) ? to : paths.pool
}

/**
 * One-time link from Telegram. Opening the page uses nothing up (chats fetch links for their previews): only the
 * button does, with a POST.
 */
export function RedeemPage({ search }: { search: string }) {
  const { t } = useText()
  const session = useSession()
  const { busy, problem, run } = useAct()
  const query = new URLSearchParams(search)
  const token = query.get('token') ?? ''
  const [asksCode, setAsksCode] = useState(false)
  const goIn = () => go(wantedPath(query), { replace: true })
  const redeem = async () => {
    let code = false
    const ok = await run(async () => {
      code = await redeemLink(token)
    })
    if (ok && code) setAsksCode(true)
    else if (ok) goIn()
  }
  const over = token === '' || (problem !== null && problem.status >= 400 && problem.status < 429)
  if (asksCode)
    return (
      <Doorway title={t('account:code.title')}>
        <CodeForm onIn={goIn} onBack={goIn} />
      </Doorway>
    )
  return (
    <Doorway title={t('redeem.title')}>
      {session.kind === 'in' && <Notice tone="info">{t('redeem.already', { name: session.me.name })}</Notice>}
      {over ? (
        <Notice tone="warn" title={t('redeem.over')} live>
          <p>{t('redeem.overHint')}</p>
        </Notice>
      ) : (
        <>
          <p>{t('redeem.explain')}</p>
          <ProblemNotice problem={problem} />
          <Button kind="primary" className="big" icon="enter" busy={busy} onClick={() => void redeem()}>
            {t('redeem.submit')}
          </Button>
          <p className="hint">{t('redeem.private')}</p>
        </>
      )}
      <Link className="button quiet" to={paths.pool}>
        <span>{t(session.kind === 'in' ? 'redeem.toApp' : 'redeem.withPassword')}</span>
      </Link>
    </Doorway>
  )
}
