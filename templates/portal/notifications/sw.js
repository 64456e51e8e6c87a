// Looks after every page: shows the offline page without net, and what comes by push.
const KEPT = "nivas-{{ version }}";
const FILES = [{% for file in files %}"{{ file }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const OFFLINE = FILES[0];

async function keepFiles() {
  const kept = await caches.open(KEPT);
  // Without cookies: what stays on the phone is nobody's page.
  await kept.addAll(FILES.map((file) => new Request(file, { credentials: "omit", cache: "reload" })));
}

async function dropOld() {
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
}

addEventListener("install", (event) => event.waitUntil(keepFiles().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(dropOld().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(OFFLINE)));
  else if (FILES.includes(new URL(request.url).pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request.url)));
  }
});

addEventListener("push", (event) => {
  const told = event.data.json();
  const shown = {
    body: told.body,
    tag: told.tag,
    renotify: true,
    lang: told.language,
    icon: "{{ icon }}",
    badge: "{{ icon }}",
    data: { path: told.path },
  };
  event.waitUntil(registration.showNotification(told.title, shown));
});

async function show(path) {
  const address = new URL(path, location.origin).href;
  for (const page of await clients.matchAll({ type: "window" })) {
    if (page.url === address) return page.focus();
  }
  return clients.openWindow(address);
}

addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data.path));
});
