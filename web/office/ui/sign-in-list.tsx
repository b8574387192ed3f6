import { Badge, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignIn } from '../../shared/api/shapes.ts'
import { When } from './when.tsx'

/** A device as people say it. */
export function useDeviceName(): (signIn: SignIn) => string {
  const { t } = useTranslation('account')
  return ({ browser, system }) => {
    if (browser && system) return t('signIns.device', { browser, system })
    return browser ?? system ?? t('signIns.unknown')
  }
}

/** When somebody signed in, with what and from where; newest first. */
export function SignInList({ items, act }: { items: SignIn[]; act?: (signIn: SignIn) => ReactNode }) {
  const { t } = useTranslation('account')
  const nameOf = useDeviceName()
  if (items.length === 0) return <Text c="dimmed">{t('signIns.none')}</Text>
  return (
    <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
      {items.map((item) => (
        <Group key={item.id} component="li" justify="space-between" wrap="nowrap" gap="sm">
          <div style={{ minWidth: 0 }}>
            <Group gap={6}>
              <Text size="sm" fw={600} component="span">
                {nameOf(item)}
              </Text>
              {item.open && (
                <Badge variant="light" color={item.current ? 'brand' : 'green'}>
                  {t(item.current ? 'signIns.current' : 'signIns.open')}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed" component="span">
              <When at={item.at} /> {item.ipAddress && `· ${item.ipAddress}`}
            </Text>
          </div>
          {act?.(item)}
        </Group>
      ))}
    </Stack>
  )
}
