import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Icon, IconButton, type IconName } from './icons.tsx'

export type MenuItem = { label: string; icon?: IconName; onPick: () => void; danger?: boolean }

/** A button with a small list under (or above) it; arrow keys move, Escape closes. */
export function Menu(props: {
  icon: IconName
  label: string
  items: MenuItem[]
  className?: string
  up?: boolean
}): ReactNode {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const away = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', away)
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    return () => document.removeEventListener('pointerdown', away)
  }, [open])
  const close = (): void => {
    setOpen(false)
    box.current?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <div className={`menu ${props.className ?? ''}`} ref={box}>
      <IconButton icon={props.icon} label={props.label} onClick={() => setOpen(!open)} pressed={open} />
      {open && (
        <div
          className={props.up ? 'menu-list up' : 'menu-list'}
          role="menu"
          aria-label={props.label}
          tabIndex={-1}
          onKeyDown={(event) => onKeys(event, close)}
        >
          {props.items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              className={item.danger ? 'danger' : undefined}
              onClick={() => {
                close()
                item.onPick()
              }}
            >
              {item.icon && <Icon name={item.icon} size={18} />}
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function onKeys(event: React.KeyboardEvent<HTMLDivElement>, close: () => void): void {
  if (event.key === 'Escape') return close()
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  items[(at + step + items.length) % items.length]?.focus()
}
