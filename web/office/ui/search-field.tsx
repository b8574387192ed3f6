import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { value: string; onChange: (value: string) => void; label: string; placeholder?: string }

/** Searches while one types, a moment after the last letter. */
export function SearchField({ value, onChange, label, placeholder }: Props) {
  const { t } = useTranslation('office')
  const [text, setText] = useState(value)
  const sent = useRef(value)
  useEffect(() => {
    // the address changed under us (back button, cleared filters)
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  useEffect(() => {
    if (text === sent.current) return
    const timer = setTimeout(() => {
      sent.current = text
      onChange(text)
    }, 250)
    return () => clearTimeout(timer)
  }, [text, onChange])
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text ? <CloseButton size="sm" aria-label={t('act.clearSearch')} onClick={() => setText('')} /> : null
      }
      style={{ flex: '1 1 14rem', maxWidth: '26rem' }}
    />
  )
}
