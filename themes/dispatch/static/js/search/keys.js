// Arrow keys walk from the field through the results; Escape leads back to it. Gives whether all is to be cleared.
export function walk(event, field, list) {
  const places = [field, ...list.querySelectorAll("a")];
  const place = places.indexOf(event.target);
  const next = places[place + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  const isEnd = event.key === "Escape";
  if (place < 0 || !(isEnd || next)) return false;
  event.preventDefault();
  (next ?? field).focus();
  return isEnd;
}
