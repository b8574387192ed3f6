import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Ten codes to be kept elsewhere; shown only now. */
export function BackupCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useTranslation('account')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied(true),
      // without a clipboard (plain http) the codes can still be marked and written down
      () => undefined,
    )
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('second.backupHint')}
      </Text>
      <SimpleGrid cols={2} spacing="xs" maw={320} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </SimpleGrid>
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => void copy()}
        >
          <span aria-live="polite">{t(copied ? 'second.copied' : 'second.copyCodes')}</span>
        </Button>
      </Group>
    </Stack>
  )
}
