import { useEffect, useRef, type RefObject } from 'react'
import { call } from './calls.ts'
import { useSeen } from './chat-parts.tsx'

type Loads = { base: string; want: (id: string | number) => void }

/** Loads the chat of a person; while the returned element is on the screen, everything in it counts as read. */
export function useReading(
  store: Loads,
  person: { id: string | number; unread: number },
): RefObject<HTMLElement | null> {
  const frame = useRef<HTMLElement>(null)
  const seen = useSeen(frame)
  const { id, unread } = person
  useEffect(() => store.want(id), [store, id])
  useEffect(() => {
    if (seen && unread > 0) void call(store.base, 'POST', `/_sim/people/${id}/read`)
  }, [seen, unread, store, id])
  return frame
}
