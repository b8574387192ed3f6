import { Menu } from '@mantine/core'
import { IconChevronUp, IconLanguage, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { initials } from '../../shared/format.ts'
import { switchLanguage } from '../../shared/i18n.ts'
import { storedLanguage } from '../../shared/language.ts'
import { useMe } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import classes from './person-menu.module.css'
import { signOut } from './sign-in.ts'

/** Who is signed in; profile, language, sign-out. */
export function PersonMenu() {
  const { t } = useTranslation(['office', 'labels'])
  const me = useMe()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = useWrite(signOut, {
    onDone: () => {
      queries.clear()
      void navigate({ to: '/login' })
    },
  })
  const other = storedLanguage() === 'id' ? 'en' : 'id'
  return (
    <Menu position="top-start" width="target">
      <Menu.Target>
        <button type="button" className={classes.person}>
          <span className={classes.initials} aria-hidden>
            {initials(me.name)}
          </span>
          <span className={classes.name}>
            <strong>{me.name}</strong>
            <span>{t(`labels:role.${me.role}`)}</span>
          </span>
          <IconChevronUp size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/profile" leftSection={<IconUserCircle size={17} aria-hidden />}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLanguage size={17} aria-hidden />}
          lang={other}
          onClick={() => void switchLanguage(other)}
        >
          {t('nav.otherLanguage')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={17} aria-hidden />} onClick={() => leave.mutate()}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
