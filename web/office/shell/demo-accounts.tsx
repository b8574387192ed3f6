import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../shared/api/shapes.ts'
import classes from './demo-accounts.module.css'

// The accounts that a rehearsal seeds; a server with real credentials refuses to have them.
const PASSWORD = 'gss-demo'
const ACCOUNTS: { username: string; name: string; role: Role }[] = [
  { username: 'cs1', name: 'Citra Lestari', role: 'cs' },
  { username: 'cs2', name: 'Dewi Anggraini', role: 'cs' },
  { username: 'sales1', name: 'Sari Wulandari', role: 'sales' },
  { username: 'manager1', name: 'Hendra Gunawan', role: 'manager' },
  { username: 'admin', name: 'Admin GSS', role: 'admin' },
  { username: 'ts1', name: 'Andi Saputra', role: 'technician' },
  { username: 'ts2', name: 'Budi Hartono', role: 'technician' },
  { username: 'ts3', name: 'Cahyo Nugroho', role: 'technician' },
]

type Props = { enter: (credentials: { username: string; password: string }) => void; busy: boolean }

/** One tap instead of typing, on a rehearsal server only. */
export function DemoAccounts({ enter, busy }: Props) {
  const { t } = useTranslation(['office', 'labels'])
  return (
    <section className={classes.box} aria-labelledby="demo-accounts">
      <Text fw={600} size="sm" component="h2" id="demo-accounts">
        {t('login.demoTitle')}
      </Text>
      <Text size="sm" c="dimmed">
        {t('login.demoText', { password: PASSWORD })}
      </Text>
      <ul className={classes.list}>
        {ACCOUNTS.map((account) => (
          <li key={account.username}>
            <button
              type="button"
              disabled={busy}
              className={classes.account}
              onClick={() => enter({ username: account.username, password: PASSWORD })}
            >
              <span>{account.name}</span>
              <span className={classes.role}>{t(`labels:role.${account.role}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
