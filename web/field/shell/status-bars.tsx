import { useText } from '../texts/use-text.ts'
import type { Me } from '../../shared/api/shapes.ts'
import { Link } from '../navigation/link.tsx'
import { paths } from '../navigation/paths.ts'
import { useQueue } from '../offline/field-queue.ts'
import { useOnline } from '../offline/signal.ts'
import { Icon } from '../ui/icon.tsx'
import { takeUpdate, useUpdate } from './service-worker.ts'

/** Always in sight: no signal, work that waits or was refused, a new version. */
export function StatusBars({ me }: { me: Me }) {
  const { t } = useText()
  const online = useOnline()
  const { items } = useQueue()
  const update = useUpdate()
  const mine = items.filter((item) => item.staffId === me.id)
  const refused = mine.filter((item) => item.refusal).length
  const others = items.length - mine.length
  return (
    <div className="bars" role="status">
      {!online && mine.length === 0 && (
        <p className="bar mute-bar">
          <Icon name="offline" size={18} /> {t('app.offline')}
        </p>
      )}
      {mine.length > 0 && (
        <Link className={`bar ${refused > 0 ? 'bad-bar' : 'wait-bar'}`} to={paths.waiting}>
          <Icon name={refused > 0 ? 'alert' : online ? 'waiting' : 'offline'} size={18} />{' '}
          {refused > 0
            ? t('waiting.barRefused', { count: refused })
            : t(online ? 'waiting.bar' : 'waiting.barOffline', { count: mine.length })}
        </Link>
      )}
      {others > 0 && (
        <Link className="bar mute-bar" to={paths.waiting}>
          <Icon name="person" size={18} /> {t('waiting.barOthers', { count: others })}
        </Link>
      )}
      {me.mustChangePassword && (
        <Link className="bar wait-bar" to={paths.profile}>
          <Icon name="alert" size={18} /> {t('password.must')}
        </Link>
      )}
      {update && (
        <button type="button" className="bar update-bar" onClick={takeUpdate}>
          <Icon name="retry" size={18} /> {t('app.update')}
        </button>
      )}
    </div>
  )
}
