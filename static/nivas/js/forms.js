// A form is sent once: its button turns until the page or the fragment has come.
import { find } from "./find.js";

function settle(form) {
  for (const button of find(form, "[aria-busy=true]")) button.removeAttribute("aria-busy");
  delete form.dataset.sending;
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sending) {
    event.preventDefault();
    return;
  }
  form.dataset.sending = "true";
  event.submitter?.setAttribute("aria-busy", "true");
}

function beginFragment(event) {
  const { elt, requestConfig } = event.detail;
  if (requestConfig.verb === "get") return;
  const button = elt.matches("button") ? elt : requestConfig.triggeringEvent?.submitter;
  button?.setAttribute("aria-busy", "true");
}

export function focusHere(root) {
  find(root, "[data-focus-here]")[0]?.focus();
}

export function watchForms() {
  // Last, so that a handler which keeps the form on the page has already said so.
  window.addEventListener("submit", sendOnce);
  // The browser may bring back a page as it was left: mid-flight.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(settle));
  document.addEventListener("htmx:beforeRequest", beginFragment);
  document.addEventListener("htmx:afterRequest", (event) => settle(event.detail.elt.closest("form") ?? event.detail.elt));
}
