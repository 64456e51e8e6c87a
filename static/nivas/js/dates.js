// Our own calendar beside the browser's date field, where the pointer is fine. Typing and phones keep theirs.
import { find } from "./find.js";

const WEEK = 7;
let current = null;

function iso(day) {
  return new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())).toISOString().slice(0, 10);
}

function parse(text) {
  const [year, month, day] = text.split("-").map(Number);
  return year ? new Date(year, month - 1, day) : null;
}

function language() {
  return document.documentElement.lang || "en";
}

function words(day, options) {
  return new Intl.DateTimeFormat(`${language()}-IN`, options).format(day);
}

function make(tag, attributes, text) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text) node.textContent = text;
  return node;
}

function allowed(input, day) {
  const text = iso(day);
  return (!input.min || text >= input.min) && (!input.max || text <= input.max);
}

function dayCell(calendar, day) {
  const { input, focused, month } = calendar;
  const cell = make("button", { type: "button", class: "calendar-day", "data-day": iso(day) }, String(day.getDate()));
  cell.setAttribute("aria-label", words(day, { weekday: "long", day: "numeric", month: "long", year: "numeric" }));
  cell.tabIndex = iso(day) === iso(focused) ? 0 : -1;
  cell.disabled = !allowed(input, day);
  if (day.getMonth() !== month.getMonth()) cell.dataset.outside = "";
  if (iso(day) === input.value) cell.setAttribute("aria-pressed", "true");
  if (iso(day) === iso(new Date())) cell.setAttribute("aria-current", "date");
  return cell;
}

function weekdays(first) {
  return Array.from({ length: WEEK }, (_, at) => {
    const day = new Date(first.getFullYear(), first.getMonth(), first.getDate() + at);
    return make("span", { class: "calendar-weekday", "aria-hidden": "true" }, words(day, { weekday: "narrow" }));
  });
}

function draw(calendar) {
  const { month, panel } = calendar;
  const first = new Date(month.getFullYear(), month.getMonth(), 1);
  first.setDate(1 - first.getDay());
  const days = Array.from({ length: 6 * WEEK }, (_, at) =>
    dayCell(calendar, new Date(first.getFullYear(), first.getMonth(), first.getDate() + at)),
  );
  panel.querySelector("[data-calendar-month]").textContent = words(month, { month: "long", year: "numeric" });
  panel.querySelector("[data-calendar-days]").replaceChildren(...weekdays(first), ...days);
}

function look(calendar, day, focus) {
  calendar.focused = day;
  calendar.month = new Date(day.getFullYear(), day.getMonth(), 1);
  draw(calendar);
  if (focus) calendar.panel.querySelector("[tabindex='0']")?.focus();
}

function shut(calendar) {
  calendar.panel.remove();
  calendar.button.setAttribute("aria-expanded", "false");
  current = null;
}

function choose(calendar, text) {
  calendar.input.value = text;
  for (const type of ["input", "change"]) calendar.input.dispatchEvent(new Event(type, { bubbles: true }));
  shut(calendar);
  calendar.button.focus();
}

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK };

function press(calendar, event) {
  const { focused } = calendar;
  const move = (months, days) =>
    look(calendar, new Date(focused.getFullYear(), focused.getMonth() + months, focused.getDate() + days), true);
  if (event.key === "Escape") {
    shut(calendar);
    calendar.button.focus();
  } else if (event.key in STEPS) move(0, STEPS[event.key]);
  else if (event.key === "PageUp") move(-1, 0);
  else if (event.key === "PageDown") move(1, 0);
  else return;
  event.preventDefault();
}

function turn(calendar, by) {
  calendar.month = new Date(calendar.month.getFullYear(), calendar.month.getMonth() + by, 1);
  calendar.focused = calendar.month;
  draw(calendar);
}

function openCalendar(button) {
  const input = button.parentElement.querySelector("input");
  const panel = document.getElementById("calendar-template").content.querySelector(".calendar").cloneNode(true);
  const calendar = { input, panel, button };
  panel.addEventListener("keydown", (event) => press(calendar, event));
  panel.addEventListener("click", (event) => {
    const day = event.target.closest("[data-day]");
    const step = event.target.closest("[data-calendar-step]");
    if (day) choose(calendar, day.dataset.day);
    if (step) turn(calendar, Number(step.dataset.calendarStep));
  });
  button.parentElement.append(panel);
  button.setAttribute("aria-expanded", "true");
  current = calendar;
  look(calendar, parse(input.value) ?? parse(input.min) ?? new Date(), true);
  panel.classList.toggle("calendar-end", panel.getBoundingClientRect().right > document.documentElement.clientWidth);
  panel.scrollIntoView({ block: "nearest" });
}

function toggle(event) {
  const button = event.target.closest("[data-calendar-open]");
  const wasOpen = current?.button === button;
  if (current && !current.panel.contains(event.target)) shut(current);
  if (button && !wasOpen) openCalendar(button);
}

export function watchDateFields() {
  document.addEventListener("click", toggle);
}

export function prepareDateFields(root) {
  if (!matchMedia("(pointer: fine)").matches) return;
  const opener = document.getElementById("calendar-template")?.content.querySelector("[data-calendar-open]");
  for (const field of find(root, "[data-date-field]:not([data-enhanced])")) {
    field.dataset.enhanced = "";
    field.querySelector(".field-affix")?.remove();
    field.querySelector("input").after(opener.cloneNode(true));
  }
}
