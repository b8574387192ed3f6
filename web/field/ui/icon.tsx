/** Own line drawings on a 24-unit field: a package of icons would cost more than the screens that show them. */
const SHAPES = {
  pool: 'M5 5h14v15H5z M9 3h6v4H9z M9 12h6 M12 9v6',
  jobs: 'M4 8h16v11H4z M9 8V5h6v3 M4 13h16',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 8v4.5l3 1.8',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  people:
    'M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z M2.5 19.500c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5 M16 5.500a3.2 3.2 0 0 1 0 6 M18 15c2 .7 3 2.2 3.5 4.5',
  pin: 'M12 21s7-6.2 7-11a7 7 0 1 0-14 0c0 4.8 7 11 7 11z M12 7.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  map: 'M9 4 3 6.500v13L9 17l6 2.5 6-2.500V4l-6 2.500z M9 4v13 M15 6.500v13',
  phone:
    'M6 4h3l1.7 4.6-2.2 1.600a11 11 0 0 0 5.3 5.300l1.6-2.200L20 15v3a2 2 0 0 1-2.2 2A15 15 0 0 1 4 6.2 2 2 0 0 1 6 4z',
  chat: 'M4 20l1.2-3.900A8 8 0 1 1 8.2 19z M8.5 10.500h7 M8.5 13.500h4.5',
  camera: 'M4 8h3.500L9 5.500h6L16.5 8H20v11H4z M12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.600z',
  image: 'M4 5h16v14H4z M4 16l4.5-4.5 4 4 2.5-2.5 5 5 M15 8.800v.4',
  check: 'M5 12.800l4.3 4.200L19 7.5',
  alert: 'M12 4l9 16H3z M12 10v4.5 M12 17.200v.3',
  info: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z M12 11.500V16 M12 8.300v.2',
  back: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  file: 'M6 3.500h8l4 4v13H6z M14 3.500v4h4 M9 12.500h6 M9 16h6',
  download: 'M12 4v11 M7.5 11l4.5 4.5 4.5-4.5 M5 20h14',
  waiting:
    'M7 18a4 4 0 0 1-.4-8 5.5 5.5 0 0 1 10.6-.6A4.4 4.4 0 0 1 17 18 M12 20v-7 M9.3 15.2 12 12.500l2.7 2.7',
  offline:
    'M4 4l16 16 M2.8 9.500A14 14 0 0 1 7 7 M21.2 9.500a14 14 0 0 0-8.7-3.5 M6.2 13.200a9 9 0 0 1 3.6-2.1 M17.8 13.200l-1-.8 M12 18v.3',
  pen: 'M4 20l1-4L16 5l3 3L8 19z M14 7l3 3',
  calendar: 'M4 6h16v14H4z M4 10.500h16 M8 3.500V8 M16 3.500V8 M12 13v4 M10 15h4',
  leave: 'M14 4h5v16h-5 M9 8l-4 4 4 4 M5 12h10',
  enter: 'M10 4H5v16h5 M15 8l4 4-4 4 M19 12H9',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.300L19.5 9 M19.5 4.500V9H15',
  trash: 'M5 7h14 M9.5 7V4.500h5V7 M7 7l.8 13h8.400L17 7',
  close: 'M6 6l12 12 M18 6 6 18',
  todo: 'M12 6a6 6 0 1 0 0 12 6 6 0 0 0 0-12z',
  star: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.6-5.1-2.7-5.1 2.7 1-5.6-4.1-4 5.7-.8z',
  plus: 'M12 5v14 M5 12h14',
} as const

export type IconName = keyof typeof SHAPES

export function Icon({ name, size = 22 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  )
}
