import { useState } from 'react'

/** A phone on the page: "wa:<person id>" or "tg:<user id>". */
export type PhoneKey = `wa:${string}` | `tg:${string}`

const STORED = 'gss-simulator-phones'
const AT_FIRST: PhoneKey[] = ['wa:c1', 'tg:700000101', 'tg:700000102', 'tg:700000021']

function stored(): PhoneKey[] {
  try {
    const list = JSON.parse(localStorage.getItem(STORED) ?? 'null') as unknown
    return Array.isArray(list) ? (list as PhoneKey[]) : AT_FIRST
  } catch {
    return AT_FIRST
  }
}

export type OpenPhones = {
  open: PhoneKey[]
  /** The one shown on a narrow screen. */
  active: PhoneKey | undefined
  toggle(key: PhoneKey): void
  show(key: PhoneKey): void
}

/** Which phones are open, remembered by the browser. */
export function useOpenPhones(): OpenPhones {
  const [open, setOpen] = useState(stored)
  const [active, setActive] = useState<PhoneKey | undefined>(open[0])
  const keep = (next: PhoneKey[]): void => {
    setOpen(next)
    localStorage.setItem(STORED, JSON.stringify(next))
  }
  return {
    open,
    active: active && open.includes(active) ? active : open[0],
    toggle(key) {
      const closing = open.includes(key)
      keep(closing ? open.filter((one) => one !== key) : [...open, key])
      if (!closing) setActive(key)
    },
    show(key) {
      if (!open.includes(key)) keep([...open, key])
      setActive(key)
    },
  }
}
