// What is new since the reader last came: `changes.json` against the newest change seen then. This browser remembers
// that moment, nobody else does; within one visit (a tab) it stays the same.
const box = document.querySelector("[data-since]");
const PLACES = ".entry:not([data-kind]) .entry__title a, .list-title a, .lead h2 a, .table tbody .cid";

function remember(store, key, value) {
  try {
    if (value) store.setItem(key, value);
    return store.getItem(key);
  } catch {
    return null; // storage is closed: every visit is the first
  }
}

// The pages that changed, each once, by all of their addresses; major if one of its changes is.
function find(changes) {
  const found = new Map();
  for (const { url, also, level } of changes) {
    const paths = [url, ...also].map((address) => new URL(address, location.href).pathname);
    const page = found.get(paths[0]) ?? { url, level };
    if (level === "major") page.level = level;
    for (const path of paths) found.set(path, page);
  }
  return found;
}

// Each page is marked once, where it stands first; what else leads to it is no less new.
function mark(found) {
  const marked = new Set();
  for (const link of document.querySelectorAll(PLACES)) {
    const page = found.get(link.pathname);
    const item = link.closest("li, article, tr, section");
    if (!page || !item) continue;
    item.dataset.new = page.level;
    if (marked.has(page.url)) continue;
    const word = document.createElement("span");
    word.className = "new";
    word.textContent = page.level === "major" ? box.dataset.major : box.dataset.minor;
    const place = item.querySelector("th") ?? link.parentElement;
    place.insertBefore(word, place.querySelector("small")).before(" ");
    marked.add(page.url);
  }
  return marked.size;
}

// Topics in which something is new: they have no mark, which would count twice what stands in them.
function keepTopics(changes) {
  const topics = new Set(changes.flatMap((change) => change.topics));
  for (const row of document.querySelectorAll(".row--topic"))
    if (topics.has(row.querySelector("a").pathname.split("/").at(-2))) row.dataset.new = "";
}

function show(pages, marked) {
  const root = document.documentElement;
  const write = new Intl.NumberFormat(root.lang, { numberingSystem: root.dataset.digits }).format;
  const text = box.dataset[!pages ? "none" : marked === pages ? "some" : "part"];
  box.querySelector("[role=status]").textContent = text.replace("{n}", write(pages)).replace("{marked}", write(marked));
  const button = box.querySelector("button");
  button.hidden = !marked;
  button.addEventListener("click", () => button.setAttribute("aria-pressed", root.classList.toggle("only-new")));
}

async function start() {
  const { since, lang } = box.dataset;
  const key = lang ? `since:/${lang}` : `since:${since}`;
  const answer = await fetch(box.dataset.changes);
  if (!answer.ok) return;
  const { changes } = await answer.json();
  const here = changes.filter(
    (change) => (!since || change.topics.includes(since)) && (!lang || change.languages.includes(lang)),
  );
  const before = remember(sessionStorage, key) ?? remember(localStorage, key);
  const newest = here[0]?.at ?? "";
  remember(sessionStorage, key, before ?? newest);
  remember(localStorage, key, newest);
  if (before === null) return;
  const fresh = here.filter((change) => change.at > before);
  const found = find(fresh);
  keepTopics(fresh);
  show(new Set(found.values()).size, mark(found));
}

if (box) start();
