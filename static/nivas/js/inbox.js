// The inbox that moves by itself. Without this script an answer is a form that is sent and a page that comes back.
import { beginTalk, composer, draft, isSending, keepDraft, newKey, reasonIn, showError, tail, talk, text, toEnd } from "./talk.js";

const inbox = document.querySelector("[data-inbox]");

const isTyping = (event) => event.target.closest("input, textarea, select, [contenteditable], dialog");

// An open menu is not swept away under somebody's hand.
function leaveOpenMenu(event) {
  const { target } = event.detail;
  if (target.id === "talk-head" && target.querySelector("details[open]")) event.detail.shouldSwap = false;
}

// Somebody opened it again, or closed it: the place to write comes or goes.
function watchComposer() {
  const mayWrite = tail()?.dataset.mayWrite === "1";
  if (tail() && mayWrite !== Boolean(composer) && !text?.value) location.reload();
}

// —— Writing ————————————————————————————————————————————————————
const about = composer?.querySelector("[data-about]");
const aboutWords = about?.querySelector("[data-about-words]");

function setAbout(words, { answers = "", changes = "" } = {}) {
  const wasChanging = composer.dataset.editing;
  composer.elements.reply_to.value = answers;
  if (changes) composer.dataset.editing = changes;
  else delete composer.dataset.editing;
  about.hidden = !answers && !changes;
  aboutWords.textContent = words;
  if (wasChanging && !changes) text.value = draft();
  text.focus();
}

// What is changed goes where it was said, not out anew.
function sendWhereItStands(event) {
  if (event.detail.elt === composer && composer.dataset.editing) event.detail.path = composer.dataset.editing;
}

function change(link) {
  setAbout(aboutWords.dataset.wordsChange, { changes: link.href });
  text.value = link.closest(".talk-line").querySelector(".bubble-text")?.textContent ?? "";
}

function takeUp(event) {
  const answer = event.target.closest("[data-answer]");
  const edit = composer?.hasAttribute("hx-post") && event.target.closest("[data-edit]");
  const leave = event.target.closest("[data-about-leave]");
  if (!composer || !(answer || edit || leave)) return undefined;
  event.preventDefault();
  event.target.closest("[data-menu]")?.removeAttribute("open");
  if (leave) return setAbout("");
  if (edit) return change(edit);
  const body = answer.closest(".talk-line").querySelector(".bubble-text, .bubble-file, .bubble img");
  return setAbout((body?.textContent || body?.alt || "").slice(0, 140), { answers: answer.dataset.answer });
}

function sent(event) {
  if (event.target !== composer) return;
  const { successful, xhr } = event.detail;
  if (!successful) {
    const { wordsFailed, wordsOffline } = composer.dataset;
    return showError(xhr?.status ? reasonIn(xhr) || wordsFailed : wordsOffline);
  }
  showError("");
  if (composer.dataset.editing) return setAbout("");
  composer.elements.client_key.value = newKey();
  composer.elements.attached.value = "";
  text.value = "";
  showFiles();
  setAbout("");
  keepDraft();
  return toEnd();
}

function press(event) {
  if (event.key === "/" && !text.value) {
    event.preventDefault();
    return openCanned();
  }
  if (event.key === "Escape" && !about.hidden) return setAbout("");
  if (!isSending(event)) return undefined;
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
  if (rail) rail.textContent = document.querySelector("#inbox-list .office-count")?.textContent ?? "";
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
  beginTalk();
  document.addEventListener("htmx:oobBeforeSwap", leaveOpenMenu);
  document.addEventListener("htmx:afterSettle", watchComposer);
  talk.addEventListener("click", takeUp);
  if (composer) beginToWrite();
}

// What goes out with the whole page comes back in it if it could not be sent.
function forgetDraft() {
  if (!composer.hasAttribute("hx-post")) localStorage.removeItem(composer.dataset.draft);
}

function beginToWrite() {
  composer.addEventListener("submit", forgetDraft);
  document.addEventListener("htmx:configRequest", sendWhereItStands);
  document.addEventListener("htmx:afterRequest", sent);
  composer.addEventListener("change", takeFiles, true);
  canned.addEventListener("click", takeCanned);
  canned.addEventListener("keydown", walkCanned);
  canned.querySelector("[data-canned-search]")?.addEventListener("input", filterCanned);
  text.addEventListener("keydown", press);
  if (matchMedia("(pointer: fine)").matches) text.focus({ preventScroll: true });
}

if (inbox) begin();
