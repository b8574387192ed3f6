import { IconChevronUp, IconLanguage, IconLogout, IconUserCircle } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { initials } from '../../shared/format.ts'
import { switchLanguage } from '../../shared/i18n.ts'
import { storedLanguage } from '../../shared/language.ts'
import { useMe } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import classes from './person-menu.module.css'
import { signOut } from './sign-in.ts'

/**
 * Who is signed in; profile, language, sign-out. The browser's own popover: it closes by Escape or a press beside it,
 * and needs nothing of the first download.
 */
export function PersonMenu() {
  const { t } = useTranslation(['office', 'labels'])
  const me = useMe()
  const id = useId()
  const other = storedLanguage() === 'id' ? 'en' : 'id'
  const leave = useSignOut()
  const hide = () => document.getElementById(id)?.hidePopover()
  return (
    <div className={classes.place}>
      <div id={id} popover="auto" className={classes.menu}>
        <Link to="/profile" className={classes.item} onClick={hide}>
          <IconUserCircle size={18} aria-hidden />
          {t('nav.profile')}
        </Link>
        <button
          type="button"
          className={classes.item}
          lang={other}
          onClick={() => {
            hide()
            void switchLanguage(other)
          }}
        >
          <IconLanguage size={18} aria-hidden />
          {t('nav.otherLanguage')}
        </button>
        <button type="button" className={classes.item} onClick={() => leave.mutate()}>
          <IconLogout size={18} aria-hidden />
          {t('nav.signOut')}
        </button>
      </div>
      <button type="button" className={classes.person} popoverTarget={id}>
        <span className={classes.initials} aria-hidden>
          {initials(me.name)}
        </span>
        <span className={classes.name}>
          <strong>{me.name}</strong>
          <span>{t(`labels:role.${me.role}`)}</span>
        </span>
        <IconChevronUp size={16} aria-hidden />
      </button>
    </div>
  )
}

function useSignOut() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useWrite(signOut, {
    onDone: () => {
      void navigate({ to: '/login' }).then(() => queries.clear())
    },
  })
}
