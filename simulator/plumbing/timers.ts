/** Timers that can all be dropped at once, so that nothing fires after a reset or a shutdown. */
export class Timers {
  private live = new Set<NodeJS.Timeout>()

  after(ms: number, act: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      this.live.delete(timer)
      act()
    }, ms)
    this.live.add(timer)
    return timer
  }

  cancel(timer: NodeJS.Timeout | undefined): void {
    if (!timer) return
    clearTimeout(timer)
    this.live.delete(timer)
  }

  clear(): void {
    for (const timer of this.live) clearTimeout(timer)
    this.live.clear()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
