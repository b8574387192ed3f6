export type Waiting<Asked, Answer> = {
  asked: Asked
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/**
 * Collects what is asked while earlier questions are being answered, so that many are answered at once. Nobody waits
 * for a batch to fill: a question that comes alone goes alone.
 * @param answer settles each of the batch; what it throws settles all that it has not settled
 * @param limits how many go together, and how many batches are under way at a time
 */
export function inBatches<Asked, Answer>(
  answer: (batch: readonly Waiting<Asked, Answer>[]) => Promise<void>,
  limits: { together: number; underWay: number },
): (asked: Asked) => Promise<Answer> {
  const queue: Waiting<Asked, Answer>[] = []
  let underWay = 0
  let woken = false

  function start(): void {
    woken = false
    while (queue.length > 0 && underWay < limits.underWay) {
      underWay += 1
      const batch = queue.splice(0, limits.together)
      void answer(batch)
        .catch((error: unknown) => batch.forEach((one) => one.reject(error)))
        .finally(() => {
          underWay -= 1
          start()
        })
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      queue.push({ asked, resolve, reject })
      if (woken || underWay >= limits.underWay) return
      woken = true
      // whatever else this turn of the event loop brings comes along
      setImmediate(start)
    })
}
