import { Button, Drawer, Group, Stack, Text } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/api/problem.ts'
import { FormProblem } from './form-problem.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  title: string
  children: ReactNode
  submit: string
  busy: boolean
  problem: Problem | null
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
}

/** A form beside the list it belongs to. It closes by its buttons only: a click outside must not lose what was typed. */
export function SideForm({ opened, onClose, title, children, submit, busy, problem, onSubmit }: Props) {
  const { t } = useTranslation('office')
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      closeOnClickOutside={false}
      title={
        <Text fw={700} size="lg" component="span">
          {title}
        </Text>
      }
      closeButtonProps={{ 'aria-label': t('act.close') }}
    >
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md" pb="md">
          {children}
          <FormProblem problem={problem} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('act.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  )
}
