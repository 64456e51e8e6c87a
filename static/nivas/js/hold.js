// The marigold ring: counts by the server's clock, whatever this device thinks the time is.
import { find } from "./find.js";

const SOON = 120;
const SAID_AT = [300, 120, 60];

function minutesAndSeconds(left) {
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

function say(ring, left) {
  const voice = ring.querySelector("[data-hold-said]");
  if (left === 0) voice.textContent = voice.dataset.wordsOver;
  else if (left === 60) voice.textContent = voice.dataset.wordsOne;
  else if (SAID_AT.includes(left)) voice.textContent = voice.dataset.words.replace("%d", String(left / 60));
}

function startHoldRing(ring) {
  if (ring.dataset.started) return;
  ring.dataset.started = "true";
  const until = Date.parse(ring.dataset.holdUntil);
  const ahead = Date.parse(ring.dataset.holdNow) - Date.now();
  const arc = ring.querySelector(".hold-ring-arc");
  const time = ring.querySelector("[data-hold-time]");
  const whole = Number(ring.dataset.holdSeconds);

  function tick() {
    if (!ring.isConnected) return clearInterval(timer);
    const left = Math.max(0, Math.round((until - Date.now() - ahead) / 1000));
    time.textContent = minutesAndSeconds(left);
    arc.setAttribute("stroke-dashoffset", String(100 - (100 * Math.min(left, whole)) / whole));
    ring.dataset.state = left === 0 ? "over" : left <= SOON ? "soon" : "running";
    say(ring, left);
    if (left > 0) return undefined;
    clearInterval(timer);
    return ring.dispatchEvent(new CustomEvent("hold:over", { bubbles: true }));
  }

  if (ring.dataset.state === "over") return;
  const timer = setInterval(tick, 1000);
  tick();
}

export function startHoldRings(root) {
  find(root, "[data-hold-until]").forEach(startHoldRing);
}
