import type { ReactNode } from 'react'
import { useText } from '../texts/use-text.ts'
import type { Me } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'
import { signOut } from '../data/session.ts'
import { useAct } from '../data/use-act.ts'
import { useQueue } from '../offline/field-queue.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { ChangeFacePhoto, FacePhoto } from './face-photo.tsx'
import { InstallHint } from './install-hint.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PasswordForm } from './password-form.tsx'
import { SecondFactorCard } from './second-factor-card.tsx'
import { SignInsCard } from './sign-ins-card.tsx'
import { TelegramCard } from './telegram-card.tsx'

/** @param kpi my figures, put in by the shell */
export function ProfilePage({ me, kpi }: { me: Me; kpi: ReactNode }) {
  const { t } = useText()
  return (
    <Page title={t('profile.title')}>
      <div className="job-page">
        <div className="stack">
          <section className="card stack">
            <div className="person">
              <FacePhoto me={me} />
              <div>
                <h2>{me.name}</h2>
                <p className="mute">
                  {t(`labels:role.${me.role}`)} · {me.username}
                </p>
                {me.phone && <p className="mute">{phone(me.phone)}</p>}
              </div>
            </div>
            <ChangeFacePhoto me={me} />
          </section>
          {kpi}
        </div>
        <div className="stack">
          <TelegramCard me={me} />
          <InstallHint />
          <section className="card stack" aria-labelledby="language">
            <h2 id="language">{t('profile.language')}</h2>
            <LanguageSwitch />
          </section>
          <PasswordForm open={me.mustChangePassword} />
          <SecondFactorCard me={me} />
          <SignInsCard />
          <SignOut staffId={me.id} />
        </div>
      </div>
    </Page>
  )
}

function SignOut({ staffId }: { staffId: string }) {
  const { t } = useText()
  const { items } = useQueue()
  const waiting = items.filter((item) => item.staffId === staffId).length
  const { busy, problem, run } = useAct()
  return (
    <section className="card stack">
      {waiting > 0 && (
        <Notice tone="warn">
          <p>{t('profile.waiting', { count: waiting })}</p>
          <Link to={paths.waiting}>{t('waiting.title')}</Link>
        </Notice>
      )}
      <ProblemNotice problem={problem} />
      <Button icon="leave" busy={busy} onClick={() => void run(signOut)}>
        {t('profile.signOut')}
      </Button>
      <p className="hint">
        <Icon name="info" size={16} /> {t('profile.signOutHint')}
      </p>
    </section>
  )
}
