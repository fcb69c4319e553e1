// The address keeps what is asked: it can be passed on, and "back" leads to the choice before. Its place in the history
// keeps how many results were shown, and which one the reader went to.
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

export function keepPlace(list, link) {
  const links = [...list.querySelectorAll("a")];
  history.replaceState({ shown: links.length, at: links.indexOf(link) }, "");
}

// The result that the reader comes back from, once all that were shown are there again; else the field.
export function findPlace(list, field) {
  const isBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  return (isBack && list.querySelectorAll("a")[history.state?.at]) || field;
}
