import type { ReactNode } from 'react'

const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  search: 'M11 4a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM20 20l-4-4',
  plus: 'M12 5v14M5 12h14',
  more: 'M12 5v.01M12 12v.01M12 19v.01',
  back: 'M15 5l-7 7l7 7',
  send: 'M4 12L20 4l-4 16l-4-7zM12 13l8-9',
  clip: 'M15 7l-6.5 6.5a1.5 1.5 0 0 0 3 3L18 10a3 3 0 0 0-6-6l-6.5 6.5a4.5 4.5 0 0 0 9 9L21 13',
  mic: 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3',
  pin: 'M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.800 7 11 7 11zM12 12.500a2.500 2.500 0 1 0 0-5a2.500 2.500 0 0 0 0 5z',
  file: 'M14 3v5h5M7 3h7l5 5v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z',
  image:
    'M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM4 16l4-4l4 4l3-3l5 5M15 9v.01',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8zM5 20c0-4 3-6 7-6s7 2 7 6',
  people:
    'M9 5a3.500 3.500 0 1 0 0 7a3.500 3.500 0 0 0 0-7zM3 19c0-3.500 2.500-5 6-5s6 1.500 6 5M16 5.300a3.500 3.500 0 0 1 0 6.500M18 14.500c2 .7 3 2.200 3 4.500',
  bolt: 'M13 3L5 14h6l-1 7l8-11h-6z',
  list: 'M9 6h11M9 12h11M9 18h11M5 6v.01M5 12v.01M5 18v.01',
  reply: 'M9 8L4 12l5 4M5 12h8c4 0 6 2 6 6',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  keyboard:
    'M4 7h16a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM7 10v.01M11 10v.01M15 10v.01M8 14h8',
  check: 'M5 12l4 4L19 7',
  checks: 'M2 12l4 4L15 7M11 15l1 1L21 7',
  clock: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16zM12 8v4l3 2',
  download: 'M12 4v11M7 11l5 5l5-5M5 20h14',
  chevron: 'M6 9l6 6l6-6',
  play: 'M8 5l11 7l-11 7z',
  slash: 'M14 5l-4 14',
  external: 'M10 6H6a1 1 0 0 0-1 1v11a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1v-4M13 5h6v6M19 5l-8 8',
  star: 'M12 4l2.500 5l5.500.8l-4 3.900l1 5.500l-5-2.700l-5 2.700l1-5.500l-4-3.900l5.500-.8z',
} as const

export type IconName = keyof typeof PATHS

/** Decorative: the text beside it or the button's label says what it is. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }): ReactNode {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}

export function IconButton(props: {
  icon: IconName
  label: string
  onClick: () => void
  className?: string
  pressed?: boolean
  size?: number
  disabled?: boolean
}): ReactNode {
  return (
    <button
      type="button"
      className={`icon-button ${props.className ?? ''}`}
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size={props.size ?? 20} />
    </button>
  )
}
