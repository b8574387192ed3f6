import { Button, Group, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** A value to be handed on: selectable and copied with one press, also where there is no clipboard (plain http). */
export function CopyField({ label, value }: { label: string; value: string }) {
  const { t } = useTranslation('office')
  const [copied, setCopied] = useState(false)
  const id = `copy-${label.replaceAll(/\W+/g, '-')}`
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
    } catch {
      const field = document.getElementById(id)
      if (field instanceof HTMLInputElement) {
        field.select()
        document.execCommand('copy')
      }
    }
    setCopied(true)
  }
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        id={id}
        label={label}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
        style={{ flex: 1 }}
      />
      <Button
        variant="default"
        leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        onClick={() => void copy()}
      >
        <span aria-live="polite">{copied ? t('act.copied') : t('act.copy')}</span>
      </Button>
    </Group>
  )
}
