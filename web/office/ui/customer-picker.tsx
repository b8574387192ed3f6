import { Combobox, InputBase, Loader, Text, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Customer } from '../../shared/api/shapes.ts'
import { phone } from '../../shared/format.ts'

type Props = {
  label: string
  value: string | null
  onChange: (customer: Customer | null) => void
  /** name of a value that was given from outside */
  initialName?: string
  error?: ReactNode
  required?: boolean
  autoFocus?: boolean
}

/** Finds an active customer by name, company, address or phone in any form. */
export function CustomerPicker({ label, value, onChange, initialName, error, required, autoFocus }: Props) {
  const { t } = useTranslation('office')
  const [text, setText] = useState(initialName ?? '')
  const [q] = useDebouncedValue(text.trim(), 200)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const query = useQuery({
    queryKey: ['customers', 'list', 'pick', q],
    queryFn: () =>
      answer(
        api.GET('/api/v1/customers', { params: { query: { status: 'ACTIVE', limit: 8, ...(q && { q }) } } }),
      ),
    placeholderData: keepPreviousData,
    enabled: combobox.dropdownOpened,
  })
  const typed = text.trim()
  // until the answer to the last letter is here, only what already fits: a late list must not be picked from by mistake
  const old = q !== typed || query.isPlaceholderData
  const options = (query.data?.items ?? []).filter(
    (customer) => !old || customer.name.toLowerCase().includes(typed.toLowerCase()),
  )
  const choose = (id: string) => {
    const customer = options.find((item) => item.id === id)
    if (!customer) return
    setText(customer.name)
    onChange(customer)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={choose}>
      <Combobox.Target>
        <InputBase
          label={label}
          required={required ?? false}
          autoFocus={autoFocus ?? false}
          autoComplete="off"
          placeholder={t('customers.pickHint')}
          value={text}
          error={error}
          rightSection={query.isFetching ? <Loader size={16} /> : <Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setText(event.currentTarget.value)
            if (value) onChange(null)
            combobox.openDropdown()
            combobox.updateSelectedOptionIndex()
          }}
          onFocus={() => combobox.openDropdown()}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={label} mah={320} style={{ overflowY: 'auto' }}>
          {options.map((customer) => (
            <Combobox.Option key={customer.id} value={customer.id}>
              <Text size="sm" fw={600}>
                {customer.name}
                {customer.company && ` · ${customer.company}`}
              </Text>
              <Text size="xs" c="dimmed" lineClamp={1}>
                {[customer.phone && phone(customer.phone), customer.address].filter(Boolean).join(' · ')}
              </Text>
            </Combobox.Option>
          ))}
          {query.data && !old && options.length === 0 && (
            <Combobox.Empty>{t('customers.pickNone')}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
