import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { ChatTemplate, Conversation, Message } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem } from '../../ui/form-problem.tsx'
import { useWrite } from '../../ui/use-write.ts'
import classes from './composer.module.css'
import { templatePreview } from './template-text.ts'
import { WaMeLink } from './wa-me-link.tsx'

/** The window is shut: says so, and offers what may still be sent. */
export function TemplateForm({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('office-inbox')
  const query = useQuery({
    queryKey: ['templates', conversation.id],
    queryFn: () =>
      answer(api.GET('/api/v1/conversations/{id}/templates', { params: { path: { id: conversation.id } } })),
    staleTime: 30_000,
  })
  return (
    <div className={classes.form}>
      <div role="note">
        <Text fw={600} size="sm">
          {t('office:inbox.windowClosed')}
        </Text>
        <Text size="sm">{t('office:inbox.windowClosedText')}</Text>
      </div>
      <QueryAnswer query={query}>
        {({ items }) =>
          items.some((one) => one.status === 'APPROVED') ? (
            <ChooseTemplate conversation={conversation} templates={items} />
          ) : (
            <Text size="sm" fw={600}>
              {t('template.none')}
            </Text>
          )
        }
      </QueryAnswer>
    </div>
  )
}

type Props = { conversation: Conversation; templates: ChatTemplate[] }

function ChooseTemplate({ conversation, templates }: Props) {
  const { t } = useTranslation('office-inbox')
  const [name, setName] = useState(templates[0]?.name ?? '')
  // what was typed for one template stays while another one is looked at
  const [typed, setTyped] = useState<Record<string, string[]>>({})
  const template = templates.find((one) => one.name === name) ?? templates[0]
  if (!template) return null
  const values = typed[template.name] ?? template.variables.map(({ value }) => value)
  return (
    <>
      <NativeSelect
        label={t('template.choose')}
        value={template.name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={templates.map((one) => ({
          value: one.name,
          label: [titleOf(one.name, t), statusOf(one.status, t)].filter(Boolean).join(' · '),
          disabled: one.status !== 'APPROVED',
        }))}
      />
      <FillTemplate
        conversation={conversation}
        template={template}
        values={values}
        onChange={(next) => setTyped({ ...typed, [template.name]: next })}
      />
    </>
  )
}

type FillProps = {
  conversation: Conversation
  template: ChatTemplate
  values: string[]
  onChange: (values: string[]) => void
}

function FillTemplate({ conversation, template, values, onChange }: FillProps) {
  const { t } = useTranslation('office-inbox')
  const [tried, setTried] = useState(false)
  const send = useSendTemplate(conversation.id)
  const preview = templatePreview(template.body, values)
  const missing = values.some((value) => !value.trim())
  const errorOf = (index: number) =>
    tried && !values[index]?.trim()
      ? t('office:field.required')
      : send.error?.fields.find((field) => field.path === `values.${index}`)?.message
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!missing && template.status === 'APPROVED')
          send.mutate({ name: template.name, values: values.map((value) => value.trim()) })
      }}
    >
      <Stack gap="xs">
        <div className={classes.values}>
          {template.variables.map(({ field }, index) => (
            <TextInput
              key={`${template.name}:${index}`}
              size="xs"
              label={labelOf(field, index, t)}
              value={values[index] ?? ''}
              maxLength={500}
              required
              error={errorOf(index)}
              onChange={(event) => onChange(values.with(index, event.currentTarget.value))}
            />
          ))}
        </div>
        <div className={classes.preview}>
          <Text size="xs" fw={600}>
            {t('template.preview')}
          </Text>
          <Text size="sm" className="free-text">
            {preview}
          </Text>
        </div>
        <FormProblem problem={send.error} />
        <Group justify="flex-end" gap="xs">
          {!missing && <WaMeLink phone={conversation.phone} text={preview} />}
          <Button
            type="submit"
            size="xs"
            loading={send.isPending}
            leftSection={<IconSend size={15} aria-hidden />}
          >
            {t('template.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function useSendTemplate(conversationId: string) {
  return useWrite<{ name: string; values: string[] }, Message>(
    (body, headers) =>
      answer(
        api.POST('/api/v1/conversations/{id}/template', {
          params: { path: { id: conversationId } },
          body,
          headers,
        }),
      ),
    { showsProblemItself: true, refresh: ['messages', 'conversations'] },
  )
}

type Say = TFunction<'office-inbox'>
const OWN = new Set([
  'follow_up',
  'visit_planned',
  'visit_changed',
  'work_done',
  'invoice_sent',
  'payment_received',
])
const STATES = new Set(['PENDING', 'REJECTED', 'PAUSED', 'DISABLED'])
const FIELDS = new Set([
  'name',
  'about',
  'ticket',
  'when',
  'technicians',
  'link',
  'news',
  'invoice',
  'amount',
  'due',
])

const titleOf = (name: string, t: Say) =>
  OWN.has(name) ? t(`template.title.${name}`) : name.replaceAll('_', ' ')
const statusOf = (status: string, t: Say) =>
  status === 'APPROVED'
    ? null
    : STATES.has(status)
      ? t(`template.status.${status}`)
      : t('template.status.other', { status })
const labelOf = (field: string | null, index: number, t: Say) =>
  field && FIELDS.has(field) ? t(`template.field.${field}`) : t('template.field.other', { number: index + 1 })
