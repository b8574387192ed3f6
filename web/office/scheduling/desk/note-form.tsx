import { Button, Text, Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { TicketNote } from '../../../shared/api/shapes.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useMe } from '../../ui/session.ts'
import { useWrite } from '../../ui/use-write.ts'
import { mentionedIn } from './mentions.ts'
import classes from './notes.module.css'
import { type Mentions, useMentions } from './use-mentions.ts'
import { useStaff } from './use-staff.ts'

/** Writes a note; "@" names a colleague, who then hears of it. */
export function NoteForm({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation('office-tickets')
  const me = useMe()
  const [text, setText] = useState('')
  const [touched, setTouched] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  // asked for when somebody begins to write, not with every ticket
  const staff = useStaff(undefined, touched).data ?? []
  const people = staff.filter(({ id, role }) => role !== 'technician' && id !== me.id)
  const mentions = useMentions(people, text, setText, field)
  const save = useWrite<string, TicketNote>(
    (words, headers) =>
      answer(
        api.POST('/api/v1/tickets/{id}/notes', {
          params: { path: { id: ticketId } },
          body: { text: words, mentions: mentionedIn(words, people).map(({ id }) => id) },
          headers,
        }),
      ),
    { showsProblemItself: true, refresh: ['notes', 'tickets'], onDone: () => setText('') },
  )
  const submit = () => {
    if (text.trim() && !save.isPending) save.mutate(text.trim())
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Textarea
        ref={field}
        aria-label={t('notes.write')}
        placeholder={t('notes.write')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={text}
        onFocus={() => setTouched(true)}
        onChange={(event) => {
          setText(event.currentTarget.value)
          mentions.look(event.currentTarget.selectionStart)
        }}
        onSelect={(event) => mentions.look(event.currentTarget.selectionStart)}
        onKeyDown={(event) => {
          if (mentions.onKeyDown(event) || event.nativeEvent.isComposing) return
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
        {...mentions.fieldProps}
      />
      <MentionMenu mentions={mentions} />
      <FormProblem problem={save.error} />
      <Text size="xs" c="dimmed">
        {t('notes.hint')}
      </Text>
      <Button
        type="submit"
        variant="default"
        size="xs"
        loading={save.isPending}
        disabled={!text.trim()}
        style={{ justifySelf: 'start' }}
      >
        {t('notes.save')}
      </Button>
    </form>
  )
}

function MentionMenu({ mentions }: { mentions: Mentions }) {
  const { t } = useTranslation('office-tickets')
  if (!mentions.open) return null
  return (
    <div id={mentions.listId} role="listbox" aria-label={t('notes.colleagues')} className={classes.menu}>
      {mentions.options.map((person, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are handled by the field
        <div
          key={person.id}
          id={`${mentions.listId}-${person.id}`}
          role="option"
          aria-selected={index === mentions.active}
          tabIndex={-1}
          className={classes.option}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => mentions.pick(person)}
        >
          {person.name}
        </div>
      ))}
    </div>
  )
}
