import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { Icon, IconButton, type IconName } from './icons.tsx'

export type MenuItem = { label: string; hint?: string; icon?: IconName; onPick: () => void; danger?: boolean }

type MenuProps = {
  icon: IconName
  label: string
  items: MenuItem[]
  className?: string
  size?: number
  /** Shown when there is nothing to choose. */
  empty?: string
  onOpen?: () => void
}

/** A button with a small list beside it; arrow keys move, Escape closes. */
export function Menu(props: MenuProps): ReactNode {
  const [place, setPlace] = useState<CSSProperties | null>(null)
  const open = place !== null
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const away = (event: PointerEvent): void => {
      if (!box.current?.contains(event.target as Node)) setPlace(null)
    }
    document.addEventListener('pointerdown', away)
    const scrolled = (event: Event): void => {
      if (!box.current?.contains(event.target as Node)) setPlace(null)
    }
    document.addEventListener('scroll', scrolled, true)
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    return () => {
      document.removeEventListener('pointerdown', away)
      document.removeEventListener('scroll', scrolled, true)
    }
  }, [open])
  const close = (): void => {
    setPlace(null)
    box.current?.querySelector<HTMLElement>('button')?.focus()
  }
  return (
    <div className={`menu ${props.className ?? ''}`} ref={box}>
      <IconButton
        icon={props.icon}
        label={props.label}
        onClick={() => {
          if (!open) props.onOpen?.()
          setPlace(open ? null : placeFor(box.current))
        }}
        pressed={open}
        {...(props.size ? { size: props.size } : {})}
      />
      {open && (
        <div
          className="menu-list"
          style={place}
          role="menu"
          aria-label={props.label}
          tabIndex={-1}
          onKeyDown={(event) => onKeys(event, close)}
        >
          {props.items.length === 0 && <p>{props.empty}</p>}
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
              <span>
                {item.label}
                {item.hint && <small>{item.hint}</small>}
              </span>
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

const WIDTH = 230

/** Over everything else, beside its button, on the side where there is more room. */
function placeFor(button: HTMLElement | null): CSSProperties {
  const at = button?.getBoundingClientRect()
  if (!at) return {}
  const left = Math.max(8, Math.min(at.left, window.innerWidth - WIDTH - 8))
  const below = at.top < window.innerHeight / 2
  const side = below ? { top: at.bottom + 4 } : { bottom: window.innerHeight - at.top + 4 }
  return {
    position: 'fixed',
    left,
    width: WIDTH,
    maxHeight: (below ? window.innerHeight - at.bottom : at.top) - 16,
    ...side,
  }
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
