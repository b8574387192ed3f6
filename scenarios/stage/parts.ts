import { it } from 'vitest'
import type { Stage } from '../stage.ts'

/** A part of a story as a test; when it fails, what stood on every screen and in every chat is told with it. */
export const partsOf = (stage: () => Stage) => (title: string, play: () => Promise<void>) =>
  it(title, async () => {
    try {
      await play()
    } catch (error) {
      throw await stage().describe(error)
    }
  })
