// Keeps the pages of an inspection on the telephone, so that they open without a network. Answers are not its business: inspection.js keeps those.
const CACHE = 'inspection-pages';
const isPage = url => /^\/inspections\/[0-9a-f]{32}\/field$/.test(url.pathname);
const isPart = url => /\.(css|js|mjs|svg|webmanifest)$/.test(url.pathname);

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', event => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !(isPage(url) || isPart(url))) return;
  event.respondWith(answer(event.request, isPage(url) ? url.pathname : event.request.url));
});

// The network first, since a page that is there may have been closed or changed; what came last when there is none.
async function answer(request, key) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok && !response.redirected) await cache.put(key, response.clone());
    // Signed out, or no longer taking part: then it is not for this telephone any more. What was not sent yet lies elsewhere and stays.
    else if (response.type === 'opaqueredirect' || [401, 403, 404].includes(response.status)) await cache.delete(key);
    return response;
  } catch (gone) {
    const kept = await cache.match(key);
    if (kept) return kept;
    throw gone;
  }
}
