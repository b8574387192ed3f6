import type { Reading } from '../offline/queue-order.ts'

export type PositionProblem = 'denied' | 'unavailable' | 'slow' | 'insecure'
export type PositionState =
  | { kind: 'searching'; best: Reading | null }
  | { kind: 'found'; reading: Reading }
  | { kind: 'failed'; problem: PositionProblem }

/** Good enough to stop looking, in metres. */
const SHARP = 30
/** After this long the best reading so far is taken. */
const LONG_ENOUGH = 12_000
const GIVE_UP = 30_000

/**
 * Looks for a position until it is sharp, or takes the best one after a while: the first reading of a cold GPS is
 * often a kilometre off. Returns the function that stops looking.
 */
export function watchPosition(onState: (state: PositionState) => void): () => void {
  if (!globalThis.isSecureContext || !('geolocation' in navigator)) {
    onState({ kind: 'failed', problem: globalThis.isSecureContext ? 'unavailable' : 'insecure' })
    return () => undefined
  }
  let best: Reading | null = null
  let watch = 0
  const timers: ReturnType<typeof setTimeout>[] = []
  const stop = () => {
    navigator.geolocation.clearWatch(watch)
    for (const timer of timers) clearTimeout(timer)
  }
  const finish = (state: PositionState) => {
    stop()
    onState(state)
  }
  onState({ kind: 'searching', best })
  watch = navigator.geolocation.watchPosition(
    (position) => {
      const reading = asReading(position)
      if (!best || reading.accuracy <= best.accuracy) best = reading
      if (best.accuracy <= SHARP) finish({ kind: 'found', reading: best })
      else onState({ kind: 'searching', best })
    },
    (error) => {
      if (error.code === error.PERMISSION_DENIED) finish({ kind: 'failed', problem: 'denied' })
      else if (!best && error.code === error.POSITION_UNAVAILABLE)
        finish({ kind: 'failed', problem: 'unavailable' })
    },
    { enableHighAccuracy: true, maximumAge: 0, timeout: GIVE_UP },
  )
  timers.push(
    setTimeout(() => best && finish({ kind: 'found', reading: best }), LONG_ENOUGH),
    setTimeout(
      () => finish(best ? { kind: 'found', reading: best } : { kind: 'failed', problem: 'slow' }),
      GIVE_UP,
    ),
  )
  return stop
}

/** A reading up to this old is taken for the moment of a photo, in milliseconds. */
const FRESH = 2 * 60_000
/** A photo waits no longer than this for its position. */
const MOMENT = 1_500

/** Where the phone is, as far as it knows at once. Asks nobody for permission and is never waited for: else null. */
export async function knownPosition(): Promise<Reading | null> {
  if (!globalThis.isSecureContext || !('geolocation' in navigator)) return null
  const allowed = await navigator.permissions?.query({ name: 'geolocation' }).catch(() => null)
  if (allowed?.state !== 'granted') return null
  return await new Promise((resolve) => {
    // some phones forget their own time limit
    setTimeout(() => resolve(null), MOMENT)
    navigator.geolocation.getCurrentPosition(
      (position) => resolve(asReading(position)),
      () => resolve(null),
      { maximumAge: FRESH, timeout: MOMENT },
    )
  })
}

/** Whether a picture was taken just now, so that it was taken here; one from the gallery was not. */
export const isFresh = (takenAt: string, now: number = Date.now()): boolean =>
  now - Date.parse(takenAt) <= FRESH

function asReading(position: GeolocationPosition): Reading {
  const { latitude, longitude, accuracy } = position.coords
  return {
    lat: latitude,
    lng: longitude,
    accuracy: Math.round(accuracy * 10) / 10,
    at: new Date(position.timestamp).toISOString(),
  }
}
