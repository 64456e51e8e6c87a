// Toasts leave by themselves, except errors, and never while someone reads or points at them.
import { find } from "./find.js";

const STAY = 7000;

function leave(toast) {
  toast.classList.add("toast-leaving");
  setTimeout(() => toast.remove(), matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 180);
}

function startClock(toast) {
  let timer;
  const start = () => (timer = setTimeout(leave, STAY, toast));
  const stop = () => clearTimeout(timer);
  for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, stop);
  for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, start);
  start();
}

function startToast(toast) {
  if (toast.dataset.started) return;
  toast.dataset.started = "true";
  toast.querySelector("[data-toast-close]").addEventListener("click", () => leave(toast));
  if (toast.dataset.toast !== "error") startClock(toast);
}

export function startToasts(root) {
  find(root, "[data-toast]").forEach(startToast);
}

export function toastError(kind) {
  const region = document.getElementById("toasts");
  const words = region.dataset[kind];
  if ([...region.querySelectorAll(".toast-text")].some((text) => text.textContent === words)) return;
  const toast = document.getElementById("toast-template").content.cloneNode(true);
  toast.querySelector(".toast-text").textContent = words;
  region.append(toast);
  startToasts(region);
}
