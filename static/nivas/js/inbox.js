// The inbox that moves by itself. Without this script an answer is a form that is sent and a page that comes back.
/* global htmx */
const TYPING_EVERY = 3000;
const TYPING_LASTS = 5000;
const NEAR_END = 80;

const inbox = document.querySelector("[data-inbox]");
const talk = inbox?.querySelector("[data-talk]");
const log = document.getElementById("talk-log");
const scroll = talk?.querySelector("[data-scroll]");
const composer = talk?.querySelector("[data-composer]");
const text = composer?.elements.text;
const draft = composer && `desk-draft:${composer.dataset.draft}`;

const tail = () => document.getElementById("talk-tail");
const isTyping = (event) => event.target.closest("input, textarea, select, [contenteditable], dialog");

// —— Where the reader is ————————————————————————————————————————————
const isAtEnd = () => Math.abs(scroll.scrollTop) < NEAR_END;

function toEnd() {
  scroll.scrollTop = 0;
  talk.querySelector("[data-new]").hidden = true;
}

// What is there already is not put there again: an answer may come by its own reply and by the live page.
function leaveOutKnown(event) {
  const { target, fragment } = event.detail;
  if (target.id === "talk-head" && target.querySelector("details[open]")) event.detail.shouldSwap = false;
  if (target !== log) return;
  for (const line of [...fragment.querySelectorAll("li[id]")]) if (document.getElementById(line.id)) line.remove();
  const theirs = fragment.querySelector(".talk-line:not(.talk-ours)");
  if (theirs) hideTyping();
  if (theirs && !isAtEnd()) talk.querySelector("[data-new]").hidden = false;
}

function tidyDays(event) {
  if (event.detail.target !== log) return;
  let before = "";
  for (const day of log.querySelectorAll(".talk-day")) {
    if (day.textContent === before) day.remove();
    else before = day.textContent;
  }
}

function sayWhetherLooking(event) {
  if (event.detail.elt === tail() && document.visibilityState === "visible") event.detail.parameters.looking = "1";
}

// Somebody opened it again, or closed it: the place to write comes or goes.
function watchComposer() {
  const mayWrite = tail()?.dataset.mayWrite === "1";
  if (tail() && mayWrite !== Boolean(composer) && !text?.value) location.reload();
}

// —— Who is writing ————————————————————————————————————————————————
let typingTimer;
let typingSaid = 0;

function hideTyping() {
  talk.querySelector("[data-typing-line]").hidden = true;
}

function showTyping(event) {
  if (event.detail?.member === talk.dataset.member) return;
  talk.querySelector("[data-typing-line]").hidden = false;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(hideTyping, TYPING_LASTS);
}

function sayTyping() {
  if (!text.value.trim() || Date.now() - typingSaid < TYPING_EVERY) return;
  typingSaid = Date.now();
  const token = composer.elements.csrfmiddlewaretoken.value;
  fetch(talk.dataset.typing, { method: "POST", headers: { "X-CSRFToken": token } }).catch(() => {});
}

// —— Writing ————————————————————————————————————————————————————
function keepDraft() {
  if (text.value) localStorage.setItem(draft, text.value);
  else localStorage.removeItem(draft);
}

function showError(words) {
  const line = composer.querySelector("[data-error]");
  line.hidden = !words;
  line.querySelector("span").textContent = words;
}

function setAbout(id, words) {
  composer.elements.reply_to.value = id;
  composer.querySelector("[data-about]").hidden = !id;
  composer.querySelector("[data-about-words]").textContent = words;
  text.focus();
}

function takeUp(event) {
  const answer = event.target.closest("[data-answer]");
  const leave = event.target.closest("[data-about-leave]");
  if (!composer || !(answer || leave)) return;
  event.preventDefault();
  if (leave) return setAbout("", "");
  const body = answer.closest(".talk-line").querySelector(".bubble-text, .bubble-file, .bubble img");
  return setAbout(answer.dataset.answer, (body?.textContent || body?.alt || "").slice(0, 140));
}

function sent(event) {
  if (event.target !== composer) return;
  const { successful, xhr } = event.detail;
  if (!successful) {
    const isOurs = xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain");
    const words = composer.dataset;
    return showError(isOurs ? xhr.responseText : xhr?.status ? words.wordsFailed : words.wordsOffline);
  }
  composer.elements.client_key.value = uuid();
  composer.elements.attached.value = "";
  text.value = "";
  showError("");
  showFiles();
  setAbout("", "");
  keepDraft();
  return toEnd();
}

// Browsers give ready-made ids only over https or on this very machine.
function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function press(event) {
  if (event.key === "/" && !text.value) {
    event.preventDefault();
    return openCanned();
  }
  // A phone's Enter is a new line: it has a button to send.
  const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing && matchMedia("(pointer: fine)").matches;
  if (!sends) return undefined;
  event.preventDefault();
  return text.value.trim() || composer.elements.attached.files.length ? composer.requestSubmit() : undefined;
}

// The frame's own script would look for a field of its own beside ours.
function takeFiles(event) {
  if (event.target !== composer.elements.attached) return;
  event.stopPropagation();
  showFiles();
}

function showFiles() {
  const list = composer.querySelector("[data-files]");
  const lines = [...composer.elements.attached.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  });
  list.replaceChildren(...lines);
  list.hidden = lines.length === 0;
}

// —— Canned replies ————————————————————————————————————————————————
const canned = composer?.querySelector("[data-canned]");
const replies = () => [...canned.querySelectorAll("a[data-words]")].filter((link) => !link.parentElement.hidden);

function openCanned() {
  canned.open = true;
  (canned.querySelector("[data-canned-search]") ?? canned.querySelector("a"))?.focus();
}

function filterCanned(event) {
  const wanted = event.target.value.toLocaleLowerCase();
  for (const line of canned.querySelectorAll("li")) {
    line.hidden = !line.textContent.toLocaleLowerCase().includes(wanted);
  }
}

function takeCanned(event) {
  const link = event.target.closest("a[data-words]");
  if (!link) return;
  event.preventDefault();
  canned.open = false;
  text.focus();
  text.setRangeText(link.dataset.words, text.selectionStart, text.selectionEnd, "end");
  keepDraft();
}

function walkCanned(event) {
  const lines = replies();
  if (event.key === "Enter" && event.target.matches("input")) {
    event.preventDefault();
    lines[0]?.click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !lines.length) return;
  event.preventDefault();
  const at = lines.indexOf(document.activeElement);
  lines[at < 0 ? (step > 0 ? 0 : lines.length - 1) : (at + step + lines.length) % lines.length].focus();
}

// —— The list, and menus ————————————————————————————————————————————
function walkList(event) {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...inbox.querySelectorAll("[data-row]")];
  const at = rows.findIndex((row) => row.getAttribute("aria-current") === "true");
  rows[at < 0 ? 0 : at + step]?.click();
}

// The rail says the same number as the list beside it.
function countInRail() {
  const rail = document.querySelector('.office-rail a[aria-current="page"] .office-count');
  if (rail) rail.textContent = document.querySelector("#inbox-list .office-count")?.textContent ?? "0";
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) if (menu !== except) menu.open = false;
}

function leaveMenu(event) {
  const menu = event.key === "Escape" && document.querySelector("[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  (menu === canned ? text : menu.querySelector("summary")).focus();
}

function begin() {
  document.addEventListener("keydown", walkList);
  document.addEventListener("keydown", leaveMenu);
  document.addEventListener("htmx:afterSettle", countInRail);
  document.addEventListener("click", (event) => closeMenus(event.target.closest("[data-menu]")));
  inbox.querySelector('[data-row][aria-current="true"]')?.scrollIntoView({ block: "nearest" });
  if (!talk) return;
  document.addEventListener("htmx:oobBeforeSwap", leaveOutKnown);
  document.addEventListener("htmx:oobAfterSwap", tidyDays);
  document.addEventListener("htmx:afterSettle", watchComposer);
  document.addEventListener("htmx:configRequest", sayWhetherLooking);
  document.addEventListener("live:typing", showTyping, true);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tail() && htmx.trigger(tail(), "live"));
  talk.addEventListener("click", takeUp);
  talk.querySelector("[data-new]").addEventListener("click", toEnd);
  scroll.addEventListener("scroll", () => isAtEnd() && (talk.querySelector("[data-new]").hidden = true));
  if (composer) beginToWrite();
}

function beginToWrite() {
  document.addEventListener("htmx:afterRequest", sent);
  composer.addEventListener("change", takeFiles, true);
  canned.addEventListener("click", takeCanned);
  canned.addEventListener("keydown", walkCanned);
  canned.querySelector("[data-canned-search]")?.addEventListener("input", filterCanned);
  text.addEventListener("keydown", press);
  text.addEventListener("input", () => {
    keepDraft();
    sayTyping();
  });
  text.value ||= localStorage.getItem(draft) ?? "";
  if (matchMedia("(pointer: fine)").matches) text.focus({ preventScroll: true });
}

if (inbox) begin();
