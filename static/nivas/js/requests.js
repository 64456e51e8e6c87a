// The thread along the top after 300 ms, and plain words when a fragment does not come.
import { toastError } from "./toasts.js";

const LATE = 300;
let running = 0;
let timer;

function begin(bar) {
  running += 1;
  if (running > 1) return;
  timer = setTimeout(() => {
    delete bar.dataset.done;
    bar.dataset.busy = "";
  }, LATE);
}

function end(bar) {
  running = Math.max(0, running - 1);
  if (running > 0) return;
  clearTimeout(timer);
  if (!("busy" in bar.dataset)) return;
  delete bar.dataset.busy;
  bar.dataset.done = "";
}

export function watchRequests() {
  const bar = document.getElementById("page-progress");
  document.addEventListener("htmx:beforeRequest", () => begin(bar));
  document.addEventListener("htmx:afterRequest", () => end(bar));
  document.addEventListener("htmx:sendError", () => toastError("offline"));
  document.addEventListener("htmx:timeout", () => toastError("offline"));
  document.addEventListener("htmx:responseError", (event) => {
    toastError(event.detail.xhr.status === 429 ? "busy" : "failed");
  });
}
