import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconBookmark, IconDotsVertical, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketView } from '../../../shared/api/shapes.ts'
import { givenOf, showsView, type TicketFilters } from './ticket-filters.ts'
import classes from './tickets-page.module.css'
import { useViewWrites } from './use-view-writes.ts'
import { RemoveView, ViewDialog } from './view-dialogs.tsx'

type Props = { filters: TicketFilters; onShow: (given: Record<string, string>) => void }
type Dialog = { kind: 'save' } | { kind: 'change' | 'remove'; view: TicketView }

/** Lists that one looks at again and again: own ones and those that colleagues share, each one press away. */
export function ViewsBar({ filters, onShow }: Props) {
  const { t } = useTranslation('office-tickets')
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const query = useQuery({
    queryKey: ['tickets', 'views'],
    queryFn: () => answer(api.GET('/api/v1/ticket-views')),
  })
  const views = query.data?.items ?? []
  const given = givenOf(filters)
  const worthKeeping =
    Object.keys(given).length > 0 && !views.some((view) => showsView(filters, view.filters))
  if (views.length === 0 && !worthKeeping) return null
  const shut = () => setDialog(null)
  return (
    <nav className={classes.views} aria-label={t('views.label')}>
      {views.map((view) => (
        <OneView
          key={view.id}
          view={view}
          shown={showsView(filters, view.filters)}
          onShow={onShow}
          onDialog={(kind) => setDialog({ kind, view })}
          given={given}
        />
      ))}
      {worthKeeping && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconBookmark size={15} aria-hidden />}
          onClick={() => setDialog({ kind: 'save' })}
        >
          {t('views.save')}
        </Button>
      )}
      {dialog?.kind === 'save' && <ViewDialog filters={given} onClose={shut} />}
      {dialog?.kind === 'change' && (
        <ViewDialog view={dialog.view} filters={dialog.view.filters} onClose={shut} />
      )}
      {dialog?.kind === 'remove' && <RemoveView view={dialog.view} onClose={shut} />}
    </nav>
  )
}

type OneProps = {
  view: TicketView
  shown: boolean
  given: Record<string, string>
  onShow: Props['onShow']
  onDialog: (kind: 'change' | 'remove') => void
}

function OneView({ view, shown, given, onShow, onDialog }: OneProps) {
  const { t } = useTranslation(['office-tickets', 'office'])
  const { change } = useViewWrites()
  return (
    <Button.Group>
      <Button
        size="compact-sm"
        variant={shown ? 'light' : 'default'}
        aria-pressed={shown}
        leftSection={view.shared ? <IconUsers size={14} aria-hidden /> : undefined}
        title={view.shared ? t('views.sharedBy', { name: view.owner.name }) : undefined}
        onClick={() => onShow(view.filters)}
      >
        {view.name}
      </Button>
      {view.mayChange && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon
              variant={shown ? 'light' : 'default'}
              size={26}
              aria-label={t('views.more', { name: view.name })}
            >
              <IconDotsVertical size={14} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onDialog('change')}>{t('views.change')}</Menu.Item>
            {!shown && Object.keys(given).length > 0 && (
              <Menu.Item onClick={() => change.mutate({ id: view.id, filters: given })}>
                {t('views.replace')}
              </Menu.Item>
            )}
            <Menu.Item c="red.7" onClick={() => onDialog('remove')}>
              {t('views.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </Button.Group>
  )
}
