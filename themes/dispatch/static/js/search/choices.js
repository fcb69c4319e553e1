// The lists to choose from: ids as the index has them, with names from the list A to Z, which is there for everybody.
function listNames() {
  const names = new Map();
  for (const link of document.querySelectorAll(".letters a")) {
    const [folder, id] = link.pathname.split("/").filter(Boolean).slice(-2);
    names.set(`${folder.slice(0, -1)} ${decodeURIComponent(id)}`, link.textContent);
  }
  return names;
}

// Years have no names; their digits are those of the page, as all others.
export function fill(lists, known, asked, digits) {
  const names = listNames();
  const years = new Intl.NumberFormat(document.documentElement.lang, { ...digits, useGrouping: false });
  for (const list of lists) {
    if (list.options.length === 1) {
      const isYear = list.name === "year";
      const find = (id) => (isYear ? years.format(id) : names.get(`${list.name} ${id}`) ?? id);
      const pairs = Object.keys(known[list.name] ?? {}).map((id) => [find(id), id]);
      pairs.sort(([a, one], [b, other]) => (isYear ? other - one : a.localeCompare(b)));
      list.append(...pairs.map(([name, id]) => new Option(name, id)));
    }
    list.value ||= asked.get(list.name) ?? "";
  }
}

// How many results each choice would leave. One that leaves none cannot be chosen.
export function count(lists, counts, numbers) {
  for (const list of lists)
    for (const option of list.options) {
      if (!option.value) continue;
      const left = counts[list.name]?.[option.value] ?? 0;
      option.dataset.name ??= option.text;
      option.text = `${option.dataset.name} (${numbers.format(left)})`;
      option.hidden = option.disabled = !left && !option.selected;
    }
}
