import pino, { type Logger } from 'pino'

export type Log = Logger

/** JSON lines on stdout. Whatever may carry a secret or a token is removed before it is written. */
export function openLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: [
          'req.headers.cookie',
          'req.headers.authorization',
          'headers.cookie',
          'headers.authorization',
          '*.password',
          '*.token',
        ],
        censor: '[removed]',
      },
    },
    destination ?? pino.destination({ dest: 1, sync: false }),
  )
}
