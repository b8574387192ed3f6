import { expect, it } from 'vitest'
import { openPace } from './pace.ts'

const at = (limits: Parameters<typeof openPace>[0], chats: readonly number[], now = 1_000_000) => {
  const pace = openPace(limits)
  return chats.map((chat) => Math.round(pace.reserve(chat, now) - now))
}

it('spreads messages to many chats over the second', () => {
  expect(at({ perSecond: 10, chatBurst: 3, chatPerSecond: 1 }, [1, 2, 3, 4])).toEqual([0, 100, 200, 300])
})

it('lets one chat have a burst, then one a second, and does not hold up the others for it', () => {
  const found = at({ perSecond: 1000, chatBurst: 3, chatPerSecond: 1 }, [1, 1, 1, 1, 1, 2])
  expect(found).toEqual([0, 1, 2, 1000, 2000, 5])
})

it('gives a chat that was quiet its whole burst again', () => {
  const pace = openPace({ perSecond: 1000, chatBurst: 2, chatPerSecond: 1 })
  for (let n = 0; n < 4; n++) pace.reserve(1, 0)
  expect(pace.reserve(1, 10_000)).toBe(10_000)
})
