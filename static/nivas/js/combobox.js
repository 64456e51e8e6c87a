// A search field with suggestions that htmx brings: arrows choose, Enter takes, Escape closes.
function parts(box) {
  return {
    input: box.querySelector("[role=combobox]"),
    list: box.querySelector("[role=listbox]"),
    options: [...box.querySelectorAll("[role=option]")],
  };
}

function select(box, index) {
  const { input, options } = parts(box);
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  if (index < 0) input.removeAttribute("aria-activedescendant");
  else {
    input.setAttribute("aria-activedescendant", options[index].id);
    options[index].scrollIntoView({ block: "nearest" });
  }
}

function open(box, isOpen) {
  const { input, list, options } = parts(box);
  const shown = isOpen && options.length > 0;
  list.hidden = !shown;
  input.setAttribute("aria-expanded", String(shown));
  if (!shown) select(box, -1);
}

function take(box, option) {
  const { input } = parts(box);
  input.value = option.dataset.value;
  open(box, false);
  input.dispatchEvent(new CustomEvent("combobox:taken", { bubbles: true, detail: { value: input.value } }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function move(box, by) {
  const { options } = parts(box);
  if (options.length === 0) return;
  open(box, true);
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = now < 0 ? (by > 0 ? 0 : options.length - 1) : (now + by + options.length) % options.length;
  select(box, next);
}

function press(event) {
  const box = event.target.closest?.("[data-combobox]");
  if (!box) return;
  const chosen = box.querySelector("[role=option][aria-selected=true]");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(box, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && chosen) {
    event.preventDefault();
    take(box, chosen);
  } else if (event.key === "Escape" && !parts(box).list.hidden) {
    event.preventDefault();
    open(box, false);
  }
}

function announce(box) {
  const voice = box.querySelector("[data-combobox-count]");
  if (voice) voice.textContent = voice.dataset.words.replace("%d", String(parts(box).options.length));
}

export function watchComboboxes() {
  document.addEventListener("keydown", press);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[data-combobox] [role=option]");
    if (!option) return;
    event.preventDefault();
    take(option.closest("[data-combobox]"), option);
  });
  document.addEventListener("focusout", (event) => {
    const box = event.target.closest?.("[data-combobox]");
    if (box && !box.contains(event.relatedTarget)) open(box, false);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const box = event.detail.target.closest?.("[data-combobox]");
    if (!box) return;
    open(box, box.contains(document.activeElement));
    announce(box);
  });
}
