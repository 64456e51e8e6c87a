// Ctrl-K: find a person, a booking, a unit or a list, and go there, without leaving the keyboard.
const RECENT = "officeRecent";
const MOST_RECENT = 6;

// What was looked up stays on this device only while its reader is signed in.
document.addEventListener("submit", (event) => {
  if (event.target.id === "logout-form") localStorage.removeItem(RECENT);
});

document.addEventListener("DOMContentLoaded", () => {
  const palette = document.getElementById("palette");
  if (!palette) return;
  const field = palette.querySelector("input");
  const list = document.getElementById("palette-list");
  const note = document.getElementById("palette-note");
  let timer = 0;
  let asked = null;
  // The answer to what was typed last; Enter waits for it.
  let answer = Promise.resolve();

  const options = () => [...list.children];
  const chosen = () => list.querySelector("[aria-selected=true]");

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const show = (lines, words) => {
    list.replaceChildren(...lines);
    note.textContent = words;
    field.setAttribute("aria-expanded", String(lines.length > 0));
    choose(lines[0]);
  };

  const read = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    show([...page.querySelectorAll("[role=option]")], page.querySelector("p")?.textContent ?? note.dataset.hint);
  };

  const recent = () => JSON.parse(localStorage.getItem(RECENT) || "[]");

  const showRecent = () => read(`<ul>${recent().join("")}</ul>`);

  const remember = (option) => {
    const others = recent().filter((html) => !html.includes(`data-url="${option.dataset.url}"`));
    const kept = [option.outerHTML, ...others].slice(0, MOST_RECENT);
    const numbered = kept.map((html, place) => html.replace(/id="[^"]*"/, `id="palette-recent-${place}"`));
    localStorage.setItem(RECENT, JSON.stringify(numbered));
  };

  const ask = async () => {
    asked?.abort();
    const words = field.value.trim();
    if (!words) return showRecent();
    asked = new AbortController();
    try {
      const found = await fetch(`${palette.dataset.url}?s=${encodeURIComponent(words)}`, { signal: asked.signal });
      if (!found.ok || found.redirected) throw new Error(found.status);
      read(await found.text());
    } catch (error) {
      if (error.name !== "AbortError") show([], note.dataset.failed);
    }
  };

  const askNow = () => {
    clearTimeout(timer);
    timer = 0;
    answer = ask();
  };

  const open = () => {
    if (palette.open) return;
    field.value = "";
    showRecent();
    palette.showModal();
    field.focus();
  };

  const go = (option, inNewTab) => {
    if (!option) return;
    remember(option);
    const { url } = option.dataset;
    if (inNewTab) window.open(url, "_blank", "noopener");
    else location.assign(url);
  };

  const step = (by) => {
    const all = options();
    if (all.length) choose(all[(all.indexOf(chosen()) + by + all.length) % all.length]);
  };

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: async (event) => {
      const inNewTab = event.metaKey || event.ctrlKey;
      if (timer) askNow();
      await answer;
      go(chosen(), inNewTab);
    },
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(askNow, 150);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key](event);
  });
  list.addEventListener("pointermove", (event) => choose(event.target.closest("[role=option]") ?? chosen()));
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    go(option, event.metaKey || event.ctrlKey);
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette || event.target.closest(".office-palette-close")) palette.close();
  });
  document.querySelectorAll("[data-opens-palette]").forEach((button) => button.addEventListener("click", open));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
});
