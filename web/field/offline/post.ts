import { storedLanguage } from '../../shared/language.ts'
import type { RawAnswer } from './judge-answer.ts'

export type Request = {
  method: 'GET' | 'POST' | 'PUT'
  url: string
  body?: FormData | string | Blob
  headers?: Record<string, string>
  /** milliseconds until it is given up */
  patience: number
  /** 0..1 of the bytes sent */
  onProgress?: (part: number) => void
}

/** XMLHttpRequest, because fetch still cannot tell how far an upload has come. Rejects when no answer arrives. */
export function ask({ method, url, body, headers = {}, patience, onProgress }: Request): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.timeout = patience
    request.setRequestHeader('Accept-Language', storedLanguage())
    if (typeof body === 'string') request.setRequestHeader('Content-Type', 'application/json')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress?.(event.loaded / event.total)
    })
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        contentType: request.getResponseHeader('content-type') ?? '',
        body: request.responseText,
        retryAfter: request.getResponseHeader('retry-after'),
      }),
    )
    const fail = () => reject(new Error('no answer'))
    for (const name of ['error', 'timeout', 'abort']) request.addEventListener(name, fail)
    request.send(body ?? null)
  })
}
