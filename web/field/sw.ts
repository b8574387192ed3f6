/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope

/** Emptied by the app on sign-out. */
const FILES = 'gss-field-files'
const MOST_FILES = 150

// The shell: every screen opens without a signal.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html'), { allowlist: [/^\/field(?:\/|$)/] }))

const onlyGood = {
  cacheWillUpdate: async ({ response }: { response: Response }) =>
    response.status === 200 ? response : null,
  cacheDidUpdate: trim,
}

/** The oldest go first; the Cache lists them in the order of their arrival. */
async function trim(): Promise<void> {
  const cache = await caches.open(FILES)
  const requests = await cache.keys()
  await Promise.all(
    requests.slice(0, Math.max(0, requests.length - MOST_FILES)).map((one) => cache.delete(one)),
  )
}

// A stored file never changes; a Surat Tugas may be issued anew, but must open at a gate without a signal.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/api/v1/files/'),
  new CacheFirst({ cacheName: FILES, plugins: [onlyGood] }),
)
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/api\/v1\/tickets\/[^/]+\/[a-z-]+\.pdf$/.test(url.pathname),
  new NetworkFirst({ cacheName: FILES, networkTimeoutSeconds: 8, plugins: [onlyGood] }),
)

self.addEventListener('message', (event) => {
  if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})
// the first visit becomes available offline without being opened a second time
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
