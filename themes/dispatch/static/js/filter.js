// Instant filter of a list that is whole on the page. The links lead to real pages; with script they filter in place,
// keep the choice in the address (?topics=…), and announce the count.
const box = document.querySelector("#filterable");
const list = box?.querySelector("[data-filter]");

function all(selector, from = box) {
  return [...from.querySelectorAll(selector)];
}

function start() {
  const key = list.dataset.filter;
  const links = all("a[data-value]", list);
  const items = all(`.entry[data-${key}], tbody tr[data-${key}]`);
  const counted = items.filter((item) => !item.dataset.kind); // facts without a page of their own are not counted in the links either
  const groups = all(".timeline__group, .timeline__group > section");
  const extras = all(".timeline__gap, .timeline__now, .timeline__count, .years .num");
  const status = box.querySelector("[data-filter-status]");
  const message = status?.textContent;
  const digits = new Intl.NumberFormat(document.documentElement.lang);

  function say(shown, link) {
    if (!status) return;
    const words = { shown: digits.format(shown), total: digits.format(counted.length), name: link.querySelector("span").textContent };
    status.textContent = link.dataset.value ? list.dataset.some.replace(/\{(\w+)\}/g, (_, name) => words[name]) : message;
  }

  function apply(value) {
    const link = links.find((a) => a.dataset.value === value) ?? links.find((a) => !a.dataset.value) ?? links[0];
    const wanted = link.dataset.value;
    for (const item of items) item.hidden = Boolean(wanted) && !item.dataset[key].split(" ").includes(wanted);
    for (const group of groups) group.hidden = !all(".entry", group).some((item) => !item.hidden);
    for (const extra of extras) extra.hidden = Boolean(wanted);
    for (const a of all(".years a")) a.hidden = Boolean(a.hash && document.getElementById(a.hash.slice(1))?.closest("[hidden]"));
    for (const a of links) {
      if (a === link) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    }
    say(counted.filter((item) => !item.hidden).length, link);
  }

  function read() {
    return new URLSearchParams(location.search).get(key) ?? "";
  }

  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-value]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const address = new URL(location.href);
    address.hash = "";
    if (link.dataset.value) address.searchParams.set(key, link.dataset.value);
    else address.searchParams.delete(key);
    history.pushState(null, "", address);
    apply(link.dataset.value);
  });
  addEventListener("popstate", () => apply(read()));
  if (read()) apply(read());
}

if (list) start();
