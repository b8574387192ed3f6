import { Button, Group, Stack, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { QuickReply } from '../../../shared/api/shapes.ts'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'

type Words = { title: string; text: string }

/** One ready-made answer; null makes a new one. What was typed stays when the server refuses it. */
export function QuickReplyForm({ reply, onEnd }: { reply: QuickReply | null; onEnd: () => void }) {
  const { t } = useTranslation('office-inbox')
  const [words, setWords] = useState<Words>({ title: reply?.title ?? '', text: reply?.text ?? '' })
  const [tried, setTried] = useState(false)
  const save = useWrite<Words, QuickReply>(
    (body, headers) =>
      answer(
        reply
          ? api.PATCH('/api/v1/quick-replies/{id}', { params: { path: { id: reply.id } }, body, headers })
          : api.POST('/api/v1/quick-replies', { body, headers }),
      ),
    { showsProblemItself: true, refresh: ['quick-replies'], done: t('quick.saved'), onDone: onEnd },
  )
  const errorOf = (path: keyof Words) =>
    tried && !words[path].trim()
      ? t('office:field.required')
      : save.error?.fields.find((field) => field.path === path)?.message
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (words.title.trim() && words.text.trim()) save.mutate(words)
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('quick.name')}
          value={words.title}
          maxLength={60}
          required
          data-autofocus
          error={errorOf('title')}
          onChange={(event) => setWords({ ...words, title: event.currentTarget.value })}
        />
        <Textarea
          label={t('quick.text')}
          description={t('quick.textHint', { nama: '{{nama}}', tiket: '{{tiket}}' })}
          value={words.text}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
          required
          error={errorOf('text')}
          onChange={(event) => setWords({ ...words, text: event.currentTarget.value })}
        />
        <FormProblem problem={save.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onEnd}>
            {t('office:act.back')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('quick.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
