import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import classes from './quick-replies.module.css'
import { QuickReplyDialog } from './quick-reply-dialog.tsx'
import { LIST_ID, optionId, type Quick } from './use-quick-replies.ts'

/** The ready-made answers above the field while "/" is typed. The keys are the field's; the pointer works as well. */
export function QuickReplyMenu({ quick }: { quick: Quick }) {
  const { t } = useTranslation('office-inbox')
  const [opened, dialog] = useDisclosure(false)
  return (
    <>
      {quick.search !== null && (
        <div className={classes.menu}>
          <div id={LIST_ID} role="listbox" aria-label={t('quick.title')} className={classes.list}>
            {quick.options.map((reply, index) => (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are handled by the field
              <div
                key={reply.id}
                id={optionId(reply.id)}
                role="option"
                aria-selected={index === quick.active}
                tabIndex={-1}
                className={classes.option}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => quick.pick(reply)}
              >
                <Text span size="sm" fw={600}>
                  {reply.title}
                </Text>
                <Text span size="sm" c="#4e5f63" truncate>
                  {reply.text}
                </Text>
              </div>
            ))}
          </div>
          {quick.options.length === 0 && (
            <Text size="sm" c="dimmed" px="sm" py={6} role="status">
              {t('quick.none')}
            </Text>
          )}
          <Button size="compact-xs" variant="subtle" className={classes.manage} onClick={dialog.open}>
            {t('quick.manage')}
          </Button>
        </div>
      )}
      {opened && <QuickReplyDialog onClose={dialog.close} />}
    </>
  )
}
