// The look comes from the server, for it is kept with the person; unfold would remember one per device.
localStorage.setItem("_x_adminTheme", JSON.stringify(document.documentElement.className || "auto"));

// A dialog takes the focus when it opens, keeps it while it is open, and shows what was refused first.
const focusable = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea";

document.addEventListener("htmx:afterSettle", () => {
  const dialog = document.getElementById("dialog");
  const fields = ["input:not([type=hidden])", "select", "textarea"].map((field) => `#dialog-form ${field}`);
  const first = dialog?.querySelector([...fields, "button[type=submit]"].join(", "));
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

// A filter that asks for nothing has no place in the address.
document.addEventListener("submit", (event) => {
  if (event.target.id !== "filter-form") return;
  for (const field of event.target.elements) if (field.name && !field.value) field.disabled = true;
});

// The slash goes to the list's search box, as it always did.
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("searchbar");
  if (event.key !== "/" || !search || event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  event.preventDefault();
  search.focus();
});

// A list one can type in gets the name of the field it stands for.
const nameLists = () =>
  document.querySelectorAll(".select2-selection").forEach((box) => {
    const list = box.closest(".select2-container")?.previousElementSibling;
    const label = list?.labels?.[0];
    const shown = box.querySelector(".select2-selection__rendered");
    if (!label || !shown) return;
    label.id ||= `${list.id}_label`;
    shown.removeAttribute("role");
    shown.removeAttribute("aria-readonly");
    box.setAttribute("aria-labelledby", `${label.id} ${shown.id}`);
  });

addEventListener("load", () => setTimeout(nameLists));
document.addEventListener("formset:added", () => setTimeout(nameLists));
