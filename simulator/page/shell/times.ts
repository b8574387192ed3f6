import { t } from '../texts.ts'

const ZONE = 'Asia/Jakarta'
const time = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
const date = new Intl.DateTimeFormat('id-ID', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: ZONE,
})

/** "14.05", in WIB like everything else in the rehearsal. */
export const clock = (ms: number): string => time.format(ms)

const weekday = new Intl.DateTimeFormat('id-ID', { weekday: 'long', timeZone: ZONE })

/** "Minggu 14.05" */
export const weekdayClock = (ms: number): string => `${weekday.format(ms)} ${clock(ms)}`

export function dayLabel(ms: number): string {
  const day = date.format(ms)
  if (day === date.format(Date.now())) return t.today
  return day === date.format(Date.now() - 86_400_000) ? t.yesterday : day
}

export const sizeLabel = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** "+62 812-3456-7801" */
export const phoneLabel = (digits: string): string =>
  `+${digits.slice(0, 2)} ${[digits.slice(2, 5), digits.slice(5, 9), digits.slice(9)].filter(Boolean).join('-')}`

export const initials = (name: string): string =>
  name
    .split(' ')
    .filter((word) => !/^(Pak|Bu|Ibu)$/.test(word))
    .slice(0, 2)
    .map((word) => word[0] ?? '')
    .join('')
    .toUpperCase()
