// The look comes from the server, for it is kept with the person; unfold would remember one per device.
localStorage.setItem("_x_adminTheme", JSON.stringify(document.documentElement.className || "auto"));

// What was looked up stays on this device only while its reader is signed in.
document.addEventListener("submit", (event) => {
  if (event.target.id === "logout-form") localStorage.removeItem("commandHistory");
});

// A dialog takes the focus when it opens, keeps it while it is open, and shows what was refused first.
const focusable = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea";

document.addEventListener("htmx:afterSettle", () => {
  const dialog = document.getElementById("dialog");
  const first = dialog?.querySelector("#dialog-form input:not([type=hidden]), #dialog-form select, button[type=submit]");
  if (first && !dialog.contains(document.activeElement)) setTimeout(() => first.focus(), 30);
});

document.addEventListener("keydown", (event) => {
  const dialog = document.getElementById("dialog");
  if (event.key !== "Tab" || !dialog?.offsetParent) return;
  const stops = [...dialog.querySelectorAll(focusable)].filter((stop) => stop.offsetParent);
  const edge = event.shiftKey ? stops[0] : stops[stops.length - 1];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops[stops.length - 1] : stops[0]).focus();
});
