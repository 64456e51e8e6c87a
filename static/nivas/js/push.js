// The service worker (offline page, push messages), and the button that turns push on for this browser.

export function startServiceWorker() {
  if (!("serviceWorker" in navigator)) return;
  // After the page, so that it never waits for what only the next one needs.
  window.addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => undefined));
}

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function textOf(buffer) {
  const letters = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function show(section, state) {
  for (const line of section.querySelectorAll("[data-push-state]")) line.hidden = line.dataset.pushState !== state;
  section.querySelector("[data-push-form]").hidden = !["off", "failed"].includes(state);
}

function isKnown(section, subscription) {
  const known = [...section.querySelectorAll("[data-endpoint]")].map((device) => device.dataset.endpoint);
  return subscription !== null && known.includes(subscription.endpoint);
}

async function subscribe(worker, key) {
  const asked = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  const before = await worker.pushManager.getSubscription();
  // One that was made with another key of ours can no longer be reached.
  if (before && textOf(before.options.applicationServerKey) !== key) await before.unsubscribe();
  return worker.pushManager.subscribe(asked);
}

async function turnOn(section) {
  const form = section.querySelector("[data-push-form]");
  const button = form.querySelector("[data-push-on]");
  button.setAttribute("aria-busy", "true");
  try {
    if ((await Notification.requestPermission()) !== "granted") return show(section, stateOf());
    const worker = await navigator.serviceWorker.ready;
    const subscription = await subscribe(worker, section.dataset.push);
    const told = new FormData(form);
    told.set("endpoint", subscription.endpoint);
    told.set("key", textOf(subscription.getKey("p256dh")));
    told.set("secret", textOf(subscription.getKey("auth")));
    const answer = await fetch(form.action, { method: "POST", body: told });
    return answer.ok ? location.reload() : show(section, "failed");
  } catch {
    return show(section, "failed");
  } finally {
    button.removeAttribute("aria-busy");
  }
}

function stateOf() {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return "unsupported";
  return Notification.permission === "denied" ? "blocked" : "off";
}

export async function preparePush() {
  const section = document.querySelector("[data-push]");
  if (!section) return;
  show(section, stateOf());
  section.querySelector("[data-push-on]").addEventListener("click", () => turnOn(section));
  if (stateOf() !== "off" || Notification.permission !== "granted") return;
  const worker = await navigator.serviceWorker.ready;
  if (isKnown(section, await worker.pushManager.getSubscription())) show(section, "on");
}
