import type { Me } from '../../shared/api/shapes.ts'
import { signOut } from '../data/session.ts'
import { useText } from '../texts/use-text.ts'
import { Button } from '../ui/button.tsx'
import { Doorway } from './doorway.tsx'
import { PasswordForm } from './password-form.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

/** What has to be settled before anything else: a password that others know, a second factor that the role needs. */
export function OwedPage({ me }: { me: Me }) {
  const { t } = useText()
  const password = me.mustChangePassword
  return (
    <Doorway title={t(password ? 'password.title' : 'account:second.needTitle')}>
      {password ? (
        <PasswordForm open />
      ) : (
        <>
          <p>{t('account:second.needText')}</p>
          <p className="hint">{t('account:second.explainOff')}</p>
          <SetUpSecondFactor />
        </>
      )}
      <Button kind="quiet" onClick={() => void signOut().catch(() => undefined)}>
        {t('profile.signOut')}
      </Button>
    </Doorway>
  )
}
