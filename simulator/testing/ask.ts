export type Reply<T> = { status: number; body: T; headers: Headers }

/** One JSON call; `body` makes it a POST. */
export async function ask<T = Record<string, never>>(
  url: string,
  body?: unknown,
  o: { method?: string; token?: string } = {},
): Promise<Reply<T>> {
  const response = await fetch(url, {
    method: o.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(o.token ? { authorization: `Bearer ${o.token}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T, headers: response.headers }
}
