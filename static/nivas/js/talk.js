// What moves by itself in a conversation, for people and for staff alike. Each page's own script adds what only it has.
/* global htmx */
const TYPING_EVERY = 3000;
const TYPING_LASTS = 5000;
const READ_AFTER = 600;
const HERE_EVERY = 30_000;
const NEAR_END = 80;

export const talk = document.querySelector("[data-talk]");
export const log = talk?.querySelector("[data-talk-log]");
export const composer = talk?.querySelector("[data-composer]");
export const text = composer?.elements.text;

const scroll = talk?.querySelector("[data-scroll]");
const pill = talk?.querySelector("[data-new]");
const typingLine = talk?.querySelector("[data-typing-line]");

export const tail = () => document.querySelector("[data-talk-tail]");
export const headers = () => ({ "HX-Request": "true", "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value });

// —— Where the reader is ————————————————————————————————————————————
export const isAtEnd = () => Math.abs(scroll.scrollTop) < NEAR_END;

export function toEnd() {
  scroll.scrollTop = 0;
  pill.hidden = true;
}

// —— What is new ————————————————————————————————————————————————
// What is there already is not put there again: a message may come by its own answer and by the live page.
function leaveOutKnown(event) {
  if (event.detail.target !== log) return;
  for (const line of [...event.detail.fragment.querySelectorAll("li[id]")]) {
    if (document.getElementById(line.id)) line.remove();
  }
  if (!event.detail.fragment.querySelector("[data-theirs]")) return;
  if (!isAtEnd()) pill.hidden = false;
  hideTyping();
  sayRead();
}

function tidyDays() {
  let before = "";
  for (const day of log.querySelectorAll("[data-day]")) {
    if (day.textContent === before) day.remove();
    else before = day.textContent;
  }
}

// Where the page stands now, not where it stood when the message was written.
export function place() {
  const { last = "", seen = "", since = "" } = tail()?.dataset ?? {};
  return { after: last, seen, since };
}

function askForWhatIsNewer(event) {
  const { elt, parameters } = event.detail;
  if (elt === tail() || elt === composer) Object.assign(parameters, place());
}

function lookAgain() {
  if (document.visibilityState === "visible" && tail()) htmx.trigger(tail(), "live");
}

// First a message is on the screen, then it is said that it was read: once for a whole burst, and no further than shown.
let readTimer;

function sayRead() {
  clearTimeout(readTimer);
  readTimer = setTimeout(() => {
    if (document.visibilityState !== "visible" || !tail()) return;
    const body = new URLSearchParams({ up_to: place().after });
    fetch(talk.dataset.read, { method: "POST", headers: headers(), body }).catch(() => {});
  }, READ_AFTER);
}

// —— Who is writing ————————————————————————————————————————————————
let typingTimer;
let typingSaid = 0;

function hideTyping() {
  if (typingLine) typingLine.hidden = true;
}

// The line names whom it means; where it names nobody, anybody but oneself.
function showTyping(event) {
  if (!typingLine) return;
  const { member } = event.detail ?? {};
  const { who } = typingLine.dataset;
  if (who ? member !== who : member === talk.dataset.member) return;
  typingLine.hidden = false;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hideTyping, TYPING_LASTS);
}

function sayTyping() {
  if (!text.value.trim() || Date.now() - typingSaid < TYPING_EVERY) return;
  typingSaid = Date.now();
  fetch(talk.dataset.typing, { method: "POST", headers: headers() }).catch(() => {});
}

// —— Writing ————————————————————————————————————————————————————
export const draft = () => localStorage.getItem(composer.dataset.draft) ?? "";

// What is being changed is no draft of something new.
export function keepDraft() {
  if (composer.dataset.editing) return;
  if (text.value) localStorage.setItem(composer.dataset.draft, text.value);
  else localStorage.removeItem(composer.dataset.draft);
}

export function showError(words) {
  const line = composer.querySelector("[data-error]");
  line.hidden = !words;
  line.querySelector("span").textContent = words;
}

// Our own sentence, if the answer is one; a proxy's page is none.
export function reasonIn(request) {
  return request.getResponseHeader("Content-Type")?.startsWith("text/plain") ? request.responseText : "";
}

// A phone's Enter is a new line: it has a button to send.
export function isSending(event) {
  return event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches;
}

// Browsers give ready-made ids only over https or on this very machine.
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function beginTalk() {
  document.addEventListener("htmx:oobBeforeSwap", leaveOutKnown);
  document.addEventListener("htmx:oobAfterSwap", tidyDays);
  document.addEventListener("htmx:configRequest", askForWhatIsNewer);
  document.addEventListener("live:typing", showTyping, true);
  document.addEventListener("visibilitychange", lookAgain);
  document.addEventListener("visibilitychange", sayRead);
  setInterval(sayRead, HERE_EVERY);
  sayRead();
  scroll.addEventListener("scroll", () => isAtEnd() && (pill.hidden = true));
  pill.addEventListener("click", toEnd);
  if (!composer) return;
  text.value ||= draft();
  text.addEventListener("input", () => {
    keepDraft();
    sayTyping();
  });
}
