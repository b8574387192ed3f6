import { useEffect, useState } from 'react'
import { ago, dateTime, dayIn } from '../../shared/format.ts'

/** A moment as 21 Nov 2026, 09.00 WIB; machine readable for those who listen. */
export function When({ at, zone }: { at: string; zone?: string }) {
  return <time dateTime={at}>{dateTime(at, zone ? { zone } : {})}</time>
}

/** "5 menit yang lalu", kept true while the page is open; the exact time on hover. */
export function Ago({ at, zone }: { at: string; zone?: string }) {
  const now = useNow(30_000)
  return (
    <time dateTime={at} title={dateTime(at, zone ? { zone } : {})}>
      {ago(at, {}, now)}
    </time>
  )
}

/** The time now, renewed every so many milliseconds. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** The calendar day of the office as YYYY-MM-DD; turns at midnight while the page is open. */
export function useToday(): string {
  return dayIn(useNow(30_000))
}
