// Dialogs open from data-dialog-open, close on the backdrop; menus close when you look elsewhere.
function openDialog(event) {
  const opener = event.target.closest("[data-dialog-open]");
  if (!opener) return;
  event.preventDefault();
  document.getElementById(opener.dataset.dialogOpen).showModal();
}

function closeOnBackdrop(event) {
  const dialog = event.target;
  if (!(dialog instanceof HTMLDialogElement) || !dialog.open) return;
  const box = dialog.getBoundingClientRect();
  const inside =
    event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

export function watchDialogs() {
  document.addEventListener("click", (event) => {
    openDialog(event);
    closeMenus(event.target.closest("[data-menu]"));
  });
  document.addEventListener("pointerdown", closeOnBackdrop);
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector("[data-menu][open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
