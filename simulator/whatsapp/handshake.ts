import { randomInt } from 'node:crypto'

/** Meta's verification of a callback URL. Returns what was wrong, or undefined when the server passed. */
export async function shakeHands(callback: string, verifyToken: string): Promise<string | undefined> {
  const challenge = String(randomInt(1_000_000_000))
  const url = new URL(callback)
  url.searchParams.set('hub.mode', 'subscribe')
  url.searchParams.set('hub.challenge', challenge)
  url.searchParams.set('hub.verify_token', verifyToken)
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) })
    const text = await response.text()
    if (response.status !== 200) return `verification answered ${response.status}`
    return text === challenge ? undefined : 'verification did not return the bare challenge'
  } catch {
    return 'server not reachable'
  }
}
