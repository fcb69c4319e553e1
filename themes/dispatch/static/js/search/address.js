// The address keeps what is asked: it can be passed on, and "back" leads to the choice before.
export function recall(form) {
  const asked = new URLSearchParams(location.search);
  for (const field of form.querySelectorAll("[name]")) field.value = asked.get(field.name) ?? "";
  return asked.size > 0;
}

export function keep(form, isStep) {
  const chosen = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const address = new URL(location.href);
  address.search = new URLSearchParams(chosen);
  if (address.href !== location.href) history[isStep ? "pushState" : "replaceState"](null, "", address);
  return Object.fromEntries(chosen);
}
