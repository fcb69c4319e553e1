// What is new since the reader last came: `changes.json` against the newest change seen then. This browser remembers
// that moment, nobody else does; within one visit (a tab) it stays the same.
const box = document.querySelector("[data-since]");

function remember(store, key, value) {
  try {
    if (value) store.setItem(key, value);
    return store.getItem(key);
  } catch {
    return null; // storage is closed: every visit is the first
  }
}

function find(changes, seen) {
  const found = new Map();
  for (const change of changes) {
    if (change.at <= seen) continue;
    for (const url of [change.url, ...change.also]) if (found.get(url) !== "major") found.set(url, change.level);
  }
  return found;
}

function mark(found) {
  let marked = 0;
  for (const link of document.querySelectorAll(".entry__title a, .list-title a, .event__title a, .lead h2 a")) {
    const level = found.get(link.pathname);
    const item = link.closest("li, article, section");
    if (!level || !item || item.dataset.new) continue;
    item.dataset.new = level;
    const word = document.createElement("span");
    word.className = "new";
    word.textContent = level === "major" ? box.dataset.major : box.dataset.minor;
    link.after(" ", word);
    marked += 1;
  }
  return marked;
}

function show(fresh, marked) {
  const count = new Intl.NumberFormat(document.documentElement.lang).format(fresh.length);
  box.querySelector("[role=status]").textContent = fresh.length ? box.dataset.some.replace("{n}", count) : box.dataset.none;
  const button = box.querySelector("button");
  button.hidden = !marked;
  button.addEventListener("click", () => {
    const only = document.documentElement.classList.toggle("only-new");
    button.setAttribute("aria-pressed", only);
  });
}

async function start() {
  const key = `since:${box.dataset.since}`;
  const answer = await fetch(box.dataset.changes);
  if (!answer.ok) return;
  const { changes } = await answer.json();
  const here = changes.filter((change) => !box.dataset.since || change.topics.includes(box.dataset.since));
  const before = remember(sessionStorage, key) ?? remember(localStorage, key);
  const newest = here[0]?.at ?? "";
  remember(sessionStorage, key, before ?? newest);
  remember(localStorage, key, newest);
  if (before === null) return;
  show(here.filter((change) => change.at > before), mark(find(here, before)));
}

if (box) start();
