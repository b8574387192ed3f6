import { Tabs } from '@mantine/core'

type Props<V extends string> = {
  label: string
  value: V
  onChange: (value: V) => void
  options: { value: V; label: string; count?: number | undefined }[]
}

/** Choice of one state above a list; scrolls sideways on a phone. */
export function StateTabs<V extends string>({ label, value, onChange, options }: Props<V>) {
  return (
    <Tabs value={value} onChange={(next) => onChange((next ?? '') as V)} mb="md">
      <Tabs.List aria-label={label} style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
        {options.map((option) => (
          <Tabs.Tab key={option.value} value={option.value} style={{ flexShrink: 0 }}>
            {option.label}
            {option.count !== undefined && <span className="num"> ({option.count})</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  )
}
