// Light, dark or system: shown at once, remembered by a cookie the server reads, saved in the background.
const YEAR = 60 * 60 * 24 * 365;

function remember(choice) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${choice}; path=/; max-age=${YEAR}; samesite=lax${secure}`;
}

function show(choice, form) {
  if (choice === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice;
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === choice));
  }
}

export function watchTheme() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-theme-switch]")) return;
    event.preventDefault();
    const choice = event.submitter.value;
    remember(choice);
    show(choice, form);
    if (form.getAttribute("action")) {
      fetch(form.action, { method: "POST", body: new FormData(form, event.submitter), redirect: "manual" });
    }
  });
}
