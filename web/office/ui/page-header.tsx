import { Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import type { LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { AnchorLink } from './links.tsx'

type Props = {
  title: string
  /** one line below the title: what the page is for, or the key facts of the record */
  subtitle?: ReactNode
  /** beside the title: state badges */
  badges?: ReactNode
  /** the acts of the page; the main one first */
  actions?: ReactNode
  back?: { to: LinkProps['to']; label: string }
}

/** The head of every page: where one is, what it is, what can be done. Also the title of the browser tab. */
export function PageHeader({ title, subtitle, badges, actions, back }: Props) {
  useEffect(() => {
    document.title = `${title} · GSS`
  }, [title])
  return (
    <Stack gap={6} mb="lg" component="header">
      {back && (
        <AnchorLink to={back.to} size="sm" c="dimmed" w="fit-content">
          <Group gap={2} component="span" wrap="nowrap">
            <IconChevronLeft size={16} aria-hidden />
            {back.label}
          </Group>
        </AnchorLink>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Stack gap={4} miw={0} flex="1 1 20rem">
          <Group gap="xs">
            <Title order={1} style={{ overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {badges}
          </Group>
          {subtitle && (
            <Text c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Stack>
  )
}
