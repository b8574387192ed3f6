import { Tabs } from '@mantine/core'
import { useEffect, useRef } from 'react'

type Props<V extends string> = {
  label: string
  value: V
  onChange: (value: V) => void
  options: { value: V; label: string; count?: number | undefined }[]
}

/** Choice of one state above a list; scrolls sideways on a phone, so that the chosen one is in sight. */
export function StateTabs<V extends string>({ label, value, onChange, options }: Props<V>) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    // only sideways: the page itself must not move
    if (list.current && chosen)
      list.current.scrollLeft = chosen.offsetLeft - (list.current.clientWidth - chosen.offsetWidth) / 2
  }, [value])
  return (
    <Tabs value={value} onChange={(next) => onChange((next ?? '') as V)} mb="md">
      <Tabs.List
        ref={list}
        aria-label={label}
        style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}
      >
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
