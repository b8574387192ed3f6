import { Button, Menu } from '@mantine/core'
import { IconDotsVertical } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../shared/api/shapes.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { toCustomer, toNewTicket } from '../../ui/paths.ts'
import classes from './thread-actions.module.css'

type Props = { conversation: Conversation; onNote: () => void }

/** From the chat to a ticket: both ways need to know who the customer is. */
export function ThreadActions({ conversation, onNote }: Props) {
  const { t } = useTranslation('office')
  const { customer, openComplaintId } = conversation
  if (!customer) return null
  const ticket = toNewTicket(openComplaintId ? { complaintId: openComplaintId } : { customerId: customer.id })
  return (
    <>
      <span className={classes.wide}>
        <Button variant="default" size="xs" onClick={onNote}>
          {t('inbox.noteComplaint')}
        </Button>
        <ButtonLink {...ticket} size="xs">
          {t('tickets.make')}
        </ButtonLink>
      </span>
      <span className={classes.narrow}>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="xs" px={8} aria-label={t('act.more')}>
              <IconDotsVertical size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item renderRoot={(props) => <Link {...ticket} {...props} />}>{t('tickets.make')}</Menu.Item>
            <Menu.Item onClick={onNote}>{t('inbox.noteComplaint')}</Menu.Item>
            <Menu.Item renderRoot={(props) => <Link {...toCustomer(customer.id)} {...props} />}>
              {t('inbox.openCustomer')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </>
  )
}
