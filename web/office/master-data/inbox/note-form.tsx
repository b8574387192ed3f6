import { Button, Text, Textarea } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Conversation, Note } from '../../../shared/api/shapes.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import classes from './composer.module.css'
import { draftOf, useDraft } from './drafts.ts'

/** A word for colleagues; looks unlike an answer so that nobody mistakes one for the other. */
export function NoteForm({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const [text, write] = useDraft(conversation.id, 'note')
  const save = useWrite<string, Note>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/conversations/{id}/notes', {
          params: { path: { id: conversation.id } },
          body: { text: body },
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['notes'],
      onDone: (_, sent) => {
        // the next note may already have been begun
        if (draftOf(conversation.id, 'note').trim() === sent) write('')
      },
    },
  )
  const submit = () => {
    if (text.trim() && !save.isPending) save.mutate(text.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormProblem problem={save.error} />
      <div className={classes.row}>
        <Textarea
          aria-label={t('note.write')}
          placeholder={t('note.write')}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={4000}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className={classes.field}
        />
        <Button
          type="submit"
          color="amber.9"
          loading={save.isPending}
          disabled={!text.trim()}
          leftSection={<IconNote size={17} aria-hidden />}
        >
          {t('note.save')}
        </Button>
      </div>
      <Text size="xs" c="#533403">
        {t('note.hint')}
      </Text>
    </form>
  )
}
