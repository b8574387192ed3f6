import { Badge, Box, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got } from '../../../shared/api/shapes.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SideForm } from '../../ui/side-form.tsx'
import { useWrite } from '../../ui/use-write.ts'

type ChatText = Got<'/api/v1/settings/texts'>['items'][number]
const GROUPS = ['registration', 'customer', 'jobCard', 'invoiceCard', 'telegram']

/** The texts of the chats; each can be put into other words. */
export function TextsTab() {
  const { t } = useTranslation('settings')
  const [group, setGroup] = useState('registration')
  const [q, setQ] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['settings', 'texts'],
    queryFn: () => answer(api.GET('/api/v1/settings/texts')),
  })
  return (
    <Stack gap="md" maw={860}>
      <Text c="dimmed">{t('texts.hint')}</Text>
      <Group gap="sm">
        <Select
          aria-label={t('texts.groupLabel')}
          allowDeselect={false}
          w={280}
          data={GROUPS.map((value) => ({ value, label: t(`texts.group.${value}`) }))}
          value={group}
          onChange={(next) => setGroup(next ?? group)}
        />
        <SearchField label={t('texts.search')} value={q} onChange={setQ} />
      </Group>
      <QueryAnswer query={query} lines={8}>
        {({ items }) => {
          const words = q.toLowerCase()
          const shown = items.filter((item) =>
            words ? `${item.key} ${item.text}`.toLowerCase().includes(words) : item.group === group,
          )
          const item = items.find((one) => one.key === opened)
          return (
            <>
              <Panel flush>
                {shown.length === 0 && <Text p="md">{t('texts.none')}</Text>}
                {shown.map((one) => (
                  <Row key={one.key} item={one} onOpen={() => setOpened(one.key)} />
                ))}
              </Panel>
              {item && <EditText key={item.key} item={item} onClose={() => setOpened(null)} />}
            </>
          )
        }}
      </QueryAnswer>
    </Stack>
  )
}

function Row({ item, onOpen }: { item: ChatText; onOpen: () => void }) {
  const { t } = useTranslation('settings')
  return (
    <Group
      justify="space-between"
      align="flex-start"
      wrap="nowrap"
      p="sm"
      style={{ borderBottom: '1px solid var(--gss-line)' }}
    >
      <div style={{ minWidth: 0 }}>
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            {item.key}
          </Text>
          {item.changed && <Badge variant="light">{t('texts.changed')}</Badge>}
        </Group>
        <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }} lineClamp={4}>
          {item.text}
        </Text>
      </div>
      <Button
        variant="default"
        size="xs"
        style={{ flexShrink: 0 }}
        aria-label={t('texts.editLabel', { key: item.key })}
        onClick={onOpen}
      >
        {t('texts.edit')}
      </Button>
    </Group>
  )
}

/** A text with the examples filled in, as the server counts its length. */
const filled = (text: string, samples: Record<string, string>) =>
  text.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, name: string) => samples[name] ?? whole)

function EditText({ item, onClose }: { item: ChatText; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm({ initialValues: { text: item.text } })
  const write = useWrite<{ text: string | null }>(
    (body, headers) =>
      answer(
        api.PATCH('/api/v1/settings/texts/{key}', { params: { path: { key: item.key } }, body, headers }),
      ),
    {
      showsProblemItself: true,
      refresh: ['settings'],
      done: (_, { text }) => t(text === null ? 'texts.wasReset' : 'texts.saved'),
      onDone: onClose,
    },
  )
  const preview = filled(form.values.text, item.samples)
  return (
    <SideForm
      opened
      onClose={onClose}
      title={item.key}
      submit={t('office:act.save')}
      busy={write.isPending}
      problem={write.error}
      onSubmit={form.onSubmit((values) =>
        write.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <Textarea
        label={t('texts.text')}
        description={t('texts.length', { count: preview.length, limit: item.limit })}
        autosize
        minRows={4}
        maxRows={16}
        data-autofocus
        {...form.getInputProps('text')}
      />
      {item.placeholders.length > 0 && (
        <Text size="sm">
          {t('texts.placeholders')}: <code>{item.placeholders.map((name) => `{{${name}}}`).join(' ')}</code>
        </Text>
      )}
      <Quote title={t('texts.preview')} text={preview} />
      {item.changed && (
        <>
          <Quote title={t('texts.standard')} text={item.standard} />
          <Group>
            <Button variant="default" onClick={() => write.mutate({ text: null })}>
              {t('texts.reset')}
            </Button>
          </Group>
        </>
      )}
    </SideForm>
  )
}

function Quote({ title, text }: { title: string; text: string }) {
  return (
    <Box>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <Text
        size="sm"
        p="sm"
        style={{
          whiteSpace: 'pre-line',
          overflowWrap: 'anywhere',
          background: '#E3F1EF',
          borderRadius: 10,
        }}
      >
        {text}
      </Text>
    </Box>
  )
}
