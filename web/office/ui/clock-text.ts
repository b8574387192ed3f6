/** HH:mm out of what people type for a time: 9, 09.30, 9:30, 0930, 17.00. Null when it is no time of a day. */
export function parseClock(text: string): string | null {
  const found = /^\s*(\d{1,2})(?:\s*[.:]?\s*(\d{2}))?\s*$/.exec(text)
  if (!found) return null
  const hours = Number(found[1])
  const minutes = Number(found[2] ?? 0)
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** 09:30 the Indonesian way: 09.30. */
export function showClock(time: string): string {
  return time.replace(':', '.')
}

/** Every half hour between two full hours, for suggestions. */
export function halfHours(from: number, to: number): string[] {
  return Array.from({ length: (to - from) * 2 + 1 }, (_, index) => {
    const hour = String(from + Math.floor(index / 2)).padStart(2, '0')
    return `${hour}.${index % 2 ? '30' : '00'}`
  })
}
