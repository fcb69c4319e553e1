// Instant filters of a list that is whole on the page. The links lead to real pages; with script they filter in place,
// keep the choice in the address (?topics=…), and announce the count. Several filters narrow each other down.
const box = document.querySelector("#filterable");
const lists = all("[data-filter]");
const items = all(".entry, tbody tr[data-status]");
// Facts without a page of their own are not counted in the links either.
const counted = items.filter((item) => !item.dataset.kind);
const status = box?.querySelector("[data-filter-status]");
const message = status?.textContent;
const root = document.documentElement;
const digits = new Intl.NumberFormat(root.lang, { numberingSystem: root.dataset.digits });

function all(selector, from = box) {
  return from ? [...from.querySelectorAll(selector)] : [];
}

// Rows name what they can be chosen by; an entry of a timeline links to its topics.
function valuesOf(item, key) {
  return item.dataset[key]?.split(" ") ?? all(".meta a", item).map((a) => a.pathname.split("/").at(-2));
}

function read() {
  const chosen = new URLSearchParams(location.search);
  return lists.map((list) => {
    const value = chosen.get(list.dataset.filter);
    const links = all("a[data-value]", list);
    return links.find((a) => value && a.dataset.value === value) ?? links.find((a) => !a.dataset.value);
  });
}

function say(links) {
  if (!status) return;
  const chosen = links.filter((link) => link?.dataset.value);
  const words = {
    shown: digits.format(counted.filter((item) => !item.hidden).length),
    total: digits.format(counted.length),
    name: chosen.map((link) => link.querySelector("span").textContent).join(", "),
  };
  status.textContent = chosen.length ? lists[0].dataset.some.replace(/\{(\w+)\}/g, (_, name) => words[name]) : message;
}

function apply() {
  const links = read();
  const wanted = links.flatMap((link, i) => (link?.dataset.value ? [[lists[i].dataset.filter, link.dataset.value]] : []));
  for (const item of items) item.hidden = !wanted.every(([key, value]) => valuesOf(item, key).includes(value));
  for (const group of all(".timeline__group, .timeline__group > section"))
    group.hidden = !all(".entry", group).some((item) => !item.hidden);
  for (const extra of all(".timeline__gap, .timeline__now, .timeline__count, .years .num")) extra.hidden = wanted.length > 0;
  for (const a of all(".years a")) a.hidden = Boolean(a.hash && document.getElementById(a.hash.slice(1))?.closest("[hidden]"));
  for (const [i, list] of lists.entries())
    for (const a of all("a[data-value]", list)) {
      if (a === links[i]) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
  say(links);
}

function choose(event) {
  const link = event.target.closest("a[data-value]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const address = new URL(location.href);
  const key = event.currentTarget.dataset.filter;
  address.hash = "";
  // The chosen one a second time: without this filter again.
  if (link.dataset.value && address.searchParams.get(key) !== link.dataset.value) address.searchParams.set(key, link.dataset.value);
  else address.searchParams.delete(key);
  history.pushState(null, "", address);
  apply();
}

for (const list of lists) list.addEventListener("click", choose);
if (lists.length) {
  addEventListener("popstate", apply);
  if (location.search) apply();
}
