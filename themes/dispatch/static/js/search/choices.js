// The lists to choose from: ids as the index has them, with names from the list A to Z, which is there for everybody.
function listNames() {
  const names = new Map();
  for (const link of document.querySelectorAll(".letters a")) {
    const [folder, id] = link.pathname.split("/").filter(Boolean).slice(-2);
    names.set(`${folder.slice(0, -1)} ${decodeURIComponent(id)}`, link.textContent);
  }
  return names;
}

export function fill(lists, known, asked) {
  const names = listNames();
  for (const list of lists) {
    if (list.options.length === 1) {
      const pairs = Object.keys(known[list.name] ?? {}).map((id) => [names.get(`${list.name} ${id}`) ?? id, id]);
      pairs.sort(([a], [b]) => (list.name === "year" ? b.localeCompare(a) : a.localeCompare(b)));
      list.append(...pairs.map(([name, id]) => new Option(name, id)));
    }
    if (asked.has(list.name)) list.value = asked.get(list.name);
  }
}
