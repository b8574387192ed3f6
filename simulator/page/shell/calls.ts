/** Talks to one vendor process. A refusal carries the sentence of the process. */
export async function call<T>(base: string, method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(base + path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = (await response.json().catch(() => ({}))) as T & { error?: string }
  if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`)
  return answer
}

/** Hands a file over; returns the id under which it can be sent. */
export async function upload(base: string, file: Blob, filename: string): Promise<string> {
  const response = await fetch(`${base}/_sim/media?filename=${encodeURIComponent(filename)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  })
  const answer = (await response.json()) as { mediaId?: string; fileId?: string }
  return answer.mediaId ?? answer.fileId ?? ''
}
