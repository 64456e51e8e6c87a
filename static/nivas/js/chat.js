// A conversation that moves by itself. Without this script each message is a form that is sent and a page that comes back.
/* global htmx */
import { beginTalk, composer, draft, headers, isAtEnd, isSending, keepDraft, log, newKey, place, reasonIn, showError, tail, talk, text, toEnd } from "./talk.js";

const TOO_LARGE = 10 * 1024 * 1024;
const home = composer?.action;

// —— The composer ————————————————————————————————————————————————
function grow() {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.blockSize = "auto";
  text.style.blockSize = `${text.scrollHeight + 2}px`;
}

function setAbout(kind, words, { reply = "", action = home } = {}) {
  const about = composer.querySelector("[data-composer-about]");
  const what = about.querySelector("[data-about-what]");
  about.hidden = !kind;
  if (kind) what.textContent = what.dataset[kind === "edit" ? "wordsEdit" : "wordsReply"];
  about.querySelector("[data-about-text]").textContent = words;
  composer.elements.reply_to.value = reply;
  composer.action = action;
  if (kind === "edit") composer.dataset.editing = "true";
  else delete composer.dataset.editing;
}

function leaveAbout() {
  const wasEditing = composer.dataset.editing;
  setAbout("", "");
  if (wasEditing) text.value = draft();
  grow();
}

function wordsOf(link) {
  return link.closest(".bubble-body").querySelector(".bubble-text")?.textContent ?? "";
}

function takeUp(event) {
  const reply = event.target.closest("[data-chat-reply]");
  const edit = event.target.closest("[data-chat-edit]");
  const remove = event.target.closest("[data-chat-delete]");
  const leave = event.target.closest("[data-about-leave]");
  if (!(reply || edit || remove || leave)) return;
  event.preventDefault();
  event.target.closest("[data-menu]")?.removeAttribute("open");
  if (remove) return askToDelete(remove);
  if (leave) leaveAbout();
  if (reply) setAbout("reply", wordsOf(reply), { reply: reply.dataset.chatReply });
  if (edit) {
    setAbout("edit", wordsOf(edit), { action: edit.href });
    text.value = wordsOf(edit);
    grow();
  }
  text.focus();
}

function press(event) {
  if (event.key === "Escape" && !composer.querySelector("[data-composer-about]").hidden) leaveAbout();
  if (!isSending(event)) return;
  event.preventDefault();
  composer.requestSubmit();
}

// —— Files —————————————————————————————————————————————————————
function showFiles() {
  const list = composer.querySelector("[data-composer-files]");
  const files = [...composer.elements.attached.files];
  list.hidden = files.length === 0;
  list.replaceChildren(...files.map((file, at) => fileChip(file, at)));
  const large = files.find((file) => file.size > TOO_LARGE);
  if (!large) showError("");
}

function fileChip(file, at) {
  const chip = document.createElement("li");
  const name = document.createElement("span");
  const drop = document.createElement("button");
  name.textContent = file.name;
  drop.type = "button";
  drop.className = "button button-quiet button-icon";
  drop.textContent = "×";
  drop.setAttribute("aria-label", `${composer.dataset.wordsDrop}: ${file.name}`);
  drop.addEventListener("click", () => dropFile(at));
  chip.append(name, drop);
  return chip;
}

function dropFile(at) {
  const kept = new DataTransfer();
  [...composer.elements.attached.files].forEach((file, index) => index === at || kept.items.add(file));
  composer.elements.attached.files = kept.files;
  showFiles();
  text.focus();
}

// —— Sending ————————————————————————————————————————————————————
function post(address, data, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.upload.addEventListener("progress", (event) => onProgress?.(event));
    request.addEventListener("load", () => resolve(request));
    request.addEventListener("error", reject);
    request.addEventListener("timeout", reject);
    request.send(data);
  });
}

const withPlace = (address) => `${address}?${new URLSearchParams(place())}`;

function draw(html) {
  if (!tail()) return location.assign(location.pathname);
  // An answer under way would come to a tail that is gone.
  if (tail().classList.contains("htmx-request")) {
    return document.addEventListener("htmx:afterRequest", () => setTimeout(draw, 0, html), { once: true });
  }
  const before = isAtEnd();
  const info = { elt: tail(), target: tail() };
  htmx.swap(tail(), html, { swapStyle: "outerHTML" }, { eventInfo: info });
  if (before) toEnd();
  return undefined;
}

function pendingLine(data) {
  const line = document.getElementById("chat-pending").content.firstElementChild.cloneNode(true);
  const files = data.getAll("attached").filter((file) => file.size);
  line.querySelector(".bubble-text").textContent = [data.get("text"), ...files.map((file) => file.name)]
    .filter(Boolean)
    .join("\n");
  return line;
}

async function deliver(line, address, data) {
  const state = line.querySelector("[data-pending-state]");
  const bar = line.querySelector("progress");
  state.textContent = composer.dataset.wordsSending;
  line.querySelector(".chat-failed").hidden = true;
  const hasFiles = data.getAll("attached").some((file) => file.size);
  try {
    const request = await post(withPlace(address), data, (event) => {
      bar.hidden = !hasFiles || event.loaded === event.total;
      bar.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
    });
    if (request.status < 300) {
      line.remove();
      draw(request.responseText);
    } else refuse(line, address, data, request);
  } catch {
    fail(line, address, data, composer.dataset.wordsOffline);
  }
}

// What the person can mend goes back into the composer; what only needs time keeps its place.
function refuse(line, address, data, request) {
  const words = reasonIn(request) || composer.dataset.wordsFailed;
  if (request.status !== 422 || text.value) return fail(line, address, data, words);
  line.remove();
  text.value = data.get("text");
  grow();
  keepDraft();
  showError(words);
  return text.focus();
}

function fail(line, address, data, words) {
  const failed = line.querySelector(".chat-failed");
  const again = failed.querySelector("[data-pending-again]");
  const drop = failed.querySelector("[data-pending-drop]");
  line.querySelector("[data-pending-state]").textContent = composer.dataset.wordsFailed;
  failed.querySelector("[data-failed-words]").textContent = words;
  again.textContent = composer.dataset.wordsAgain;
  drop.textContent = composer.dataset.wordsDrop;
  again.onclick = () => deliver(line, address, data);
  drop.onclick = () => line.remove();
  failed.hidden = false;
}

async function change(address, data) {
  try {
    const request = await post(withPlace(address), data);
    if (request.status >= 300) return showError(reasonIn(request) || composer.dataset.wordsFailed);
    setAbout("", "");
    text.value = draft();
    grow();
    return draw(request.responseText);
  } catch {
    return showError(composer.dataset.wordsOffline);
  }
}

function send(event) {
  event.preventDefault();
  const data = new FormData(composer);
  const files = data.getAll("attached").filter((file) => file.size);
  if (!data.get("text").trim() && files.length === 0) return text.focus();
  showError("");
  if (composer.dataset.editing) return change(composer.action, data);
  const line = pendingLine(data);
  log.append(line);
  toEnd();
  composer.elements.client_key.value = newKey();
  text.value = "";
  composer.elements.attached.value = "";
  setAbout("", "");
  showFiles();
  grow();
  keepDraft();
  text.focus();
  return deliver(line, home, data);
}

// —— Deleting ———————————————————————————————————————————————————
function askToDelete(link) {
  const dialog = document.getElementById("chat-delete");
  dialog.querySelector("[data-delete-form]").action = link.href;
  dialog.showModal();
}

async function remove(event) {
  event.preventDefault();
  document.getElementById("chat-delete").close();
  await change(event.target.action, new FormData(event.target));
}

// —— The keyboard of a phone takes half of the screen ————————————————————————————
function fit() {
  talk.closest(".chat-page").style.setProperty("--chat-height", `${visualViewport.height}px`);
}

function begin() {
  beginTalk();
  window.visualViewport?.addEventListener("resize", fit);
  document.querySelector("[data-delete-form]").addEventListener("submit", remove);
  if (!composer) return;
  talk.addEventListener("click", takeUp);
  composer.addEventListener("submit", send);
  composer.elements.attached.addEventListener("change", showFiles);
  text.addEventListener("keydown", press);
  text.addEventListener("input", grow);
  grow();
}

if (talk) begin();
