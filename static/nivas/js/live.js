// The page's one socket. It only says which topics moved; what they show is fetched with htmx, under one's own rights.
const PATIENCE = [500, 1000, 2000, 4000, 8000];
const DEAD_AFTER = 45_000;
const WITHOUT_A_LINE = 15_000;
const SIGNED_OUT = 4401;
const NOT_UNDERSTOOD = 4400;

const toldByNudge = new Map();
const moving = new Set();
const refreshedAt = new Map();
const refreshLater = new Map();
const again = new Set();
let socket;
let failures = 0;
let known;
let watched = "";
let heardAt = 0;
let movingSoon;

const parts = () => [...document.querySelectorAll("[data-live]")];
const topicsOf = (part) => part.dataset.live.split(" ").filter(Boolean);
const topics = () => [...new Set(parts().flatMap(topicsOf))].sort();

// Nobody's typing or choosing is swept away under their hands.
function isInUse(part) {
  const here = document.activeElement;
  return part.contains(here) && here.matches("input:not([type=button], [type=submit]), textarea, select");
}

// What is being fetched is fetched once more afterwards: the answer under way may be from before the change.
function isBeingFetched(part) {
  if (!part.classList.contains("htmx-request")) return false;
  if (part.id) again.add(part.id);
  return true;
}

function fetchAgain() {
  for (const id of again) {
    const part = document.getElementById(id);
    if (part?.classList.contains("htmx-request")) continue;
    again.delete(id);
    if (part) refresh(part);
  }
}

// At once, and then at most once in the part's own time: a list of a thousand rows is not drawn at every change.
function refresh(part) {
  if (isBeingFetched(part)) return;
  const pause = Number(part.dataset.liveEvery ?? 0) * 1000;
  const wait = isInUse(part) ? Math.max(pause, 3000) : (refreshedAt.get(part.id) ?? -Infinity) + pause - performance.now();
  if (wait > 0) {
    clearTimeout(refreshLater.get(part.id));
    refreshLater.set(part.id, setTimeout(() => document.getElementById(part.id) && refresh(document.getElementById(part.id)), wait));
    return;
  }
  refreshedAt.set(part.id, performance.now());
  part.dispatchEvent(new CustomEvent("live"));
}

// Several topics of one part, and several parts of one change, make one fetch each.
function move(names) {
  for (const name of names ?? topics()) moving.add(name);
  clearTimeout(movingSoon);
  movingSoon = setTimeout(() => {
    const now = new Set(moving);
    moving.clear();
    for (const part of parts()) if (topicsOf(part).some((name) => now.has(name))) refresh(part);
  }, 10);
}

function nudge(words) {
  for (const part of parts().filter((one) => topicsOf(one).includes(words.topic))) {
    part.dispatchEvent(new CustomEvent(`live:${words.about}`, { detail: words }));
  }
  if (words.about !== "changed") return;
  if (words.message) toldByNudge.set(words.message, (toldByNudge.get(words.message) ?? 0) + 1);
  // Whoever has just read something has it on the page.
  if (!parts().some((one) => topicsOf(one).includes(words.topic) && one.dataset.liveMine && one.dataset.liveMine === words.reader)) {
    move([words.topic]);
  }
}

// What a nudge has told already, the log tells once more.
function isKnown(mark) {
  const times = toldByNudge.get(mark) ?? 0;
  if (times > 1) toldByNudge.set(mark, times - 1);
  else toldByNudge.delete(mark);
  return times > 0;
}

// By the reader's own clock, as every other time on the page.
function clock(timeZone) {
  const { lang } = document.documentElement;
  return new Intl.DateTimeFormat(`${lang}-IN`, { timeStyle: "short", timeZone });
}

function show(state) {
  for (const sign of document.querySelectorAll("[data-live-state]")) {
    sign.hidden = topics().length === 0;
    sign.dataset.state = state;
    const time = clock(sign.dataset.zone).format(heardAt || Date.now());
    const words = sign.dataset[state].replace("{time}", time);
    const voice = sign.querySelector("[data-live-words]");
    if (voice.textContent !== words) voice.textContent = words;
  }
}

function hear(event) {
  const said = JSON.parse(event.data);
  heardAt = Date.now();
  if (said.watching) failures = 0;
  if ("moved" in said && !(said.mark && isKnown(said.mark))) move(said.moved);
  if (said.about) nudge(said);
  if (said.at != null) known = said.at;
  show("on");
}

function ask() {
  const names = topics();
  watched = names.join(" ");
  if (names.length) socket.send(JSON.stringify({ watch: names, after: known ?? null }));
  else socket.close();
}

function end(event) {
  if (socket !== event.target) return;
  socket = undefined;
  if (event.code === SIGNED_OUT || event.code === NOT_UNDERSTOOD) return show("off");
  const wait = PATIENCE[Math.min(failures++, PATIENCE.length - 1)];
  if (failures > 1) show("lost");
  // Everybody was cut off at once: not everybody comes back at once.
  return setTimeout(begin, wait * (0.5 + Math.random()));
}

function begin() {
  if (socket || !topics().length || document.visibilityState === "hidden" || !navigator.onLine) return;
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  socket = new WebSocket(`${scheme}//${location.host}/live/`);
  heardAt = Date.now();
  socket.addEventListener("open", ask);
  socket.addEventListener("message", hear);
  socket.addEventListener("close", end);
}

function look() {
  if (!topics().length) return socket?.close();
  if (!socket) return begin();
  return socket.readyState === WebSocket.OPEN && watched !== topics().join(" ") ? ask() : undefined;
}

// A line that is dead does not say so.
function cut() {
  const dead = socket;
  socket = undefined;
  dead?.close();
  show("lost");
}

function keepAlive() {
  if (!socket || Date.now() - heardAt < DEAD_AFTER) return;
  cut();
  begin();
}

export function startLive() {
  const at = document.querySelector("[data-live-at]")?.dataset.liveAt;
  known = at ? Number(at) : undefined;
  setInterval(keepAlive, 5_000);
  // Who has no line still sees what is new, a little later.
  setInterval(() => {
    if (socket?.readyState !== WebSocket.OPEN && navigator.onLine) move(null);
  }, WITHOUT_A_LINE);
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("offline", cut);
  document.addEventListener("htmx:afterSettle", look);
  document.addEventListener("htmx:afterRequest", () => setTimeout(fetchAgain));
  look();
}
