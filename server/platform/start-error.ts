/** The program cannot start, and the message tells the operator what to do; no stack trace needed. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
