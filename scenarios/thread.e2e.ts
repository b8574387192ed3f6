import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'
import { cast, type Play } from './story/play.ts'
import { story } from './story/story.ts'

/** From a WhatsApp message to a closed ticket, in a real browser and on the simulated phones, on empty data. */
describe('The whole thread', () => {
  let stage: Stage
  let play: Play
  let broken = false
  beforeAll(async () => {
    stage = await openStage('thread')
    play = await cast(stage)
  })
  afterAll(async () => await stage?.close())

  for (const chapter of story)
    it(chapter.title, async ({ skip }) => {
      skip(broken, 'the story stopped before')
      try {
        await chapter.play(play)
      } catch (error) {
        broken = true
        throw await stage.describe(error)
      }
    })

  it('left no page and no server with an error', () => {
    expect(stage.faults).toEqual([])
    expect(stage.product.errors()).toEqual([])
  })
})
