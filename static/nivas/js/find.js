// Like querySelectorAll, but the root itself may be what is looked for: htmx hands over the new piece itself.
export function find(root, selector) {
  const found = [...root.querySelectorAll(selector)];
  return root instanceof Element && root.matches(selector) ? [root, ...found] : found;
}
