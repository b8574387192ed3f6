import { expect, it } from 'vitest'
import { inBatches, type Waiting } from './in-batches.ts'

type Batch = readonly Waiting<number, string>[]

/** Batches that end when they are told to. */
function stage(limits: { together: number; underWay: number }) {
  const batches: { numbers: number[]; end: (error?: Error) => void }[] = []
  const ask = inBatches(
    (batch: Batch) =>
      new Promise<void>((done, fail) => {
        batches.push({
          numbers: batch.map((one) => one.asked),
          end: (error) => {
            if (error) return fail(error)
            for (const one of batch) one.resolve(`answer ${one.asked}`)
            done()
          },
        })
      }),
    limits,
  )
  return { ask, batches, sizes: () => batches.map((batch) => batch.numbers) }
}
const turn = () => new Promise<void>((done) => setImmediate(() => setImmediate(done)))

it('one alone goes alone, at once', async () => {
  const { ask, batches, sizes } = stage({ together: 10, underWay: 1 })
  const answer = ask(1)
  await turn()
  expect(sizes()).toEqual([[1]])
  batches[0]?.end()
  expect(await answer).toBe('answer 1')
})

it('what comes in one turn goes together, in order, and never more than fit', async () => {
  const { ask, batches, sizes } = stage({ together: 2, underWay: 2 })
  const answers = [1, 2, 3, 4, 5].map(ask)
  await turn()
  // the fifth waits: two batches are under way
  expect(sizes()).toEqual([
    [1, 2],
    [3, 4],
  ])
  batches[1]?.end()
  await turn()
  expect(sizes()[2]).toEqual([5])
  batches[0]?.end()
  batches[2]?.end()
  expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((n) => `answer ${n}`))
})

it('a batch that fails fails for its own, and the next one goes on', async () => {
  const { ask, batches } = stage({ together: 10, underWay: 1 })
  const lost = ask(1).catch((error: Error) => error.message)
  await turn()
  const answer = ask(2)
  batches[0]?.end(new Error('gone'))
  expect(await lost).toBe('gone')
  await turn()
  batches[1]?.end()
  expect(await answer).toBe('answer 2')
})
