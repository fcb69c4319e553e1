// Results as somebody types, narrowed by what is chosen; the address keeps both.
import { find, open } from "./bundle.js";
import { fill } from "./choices.js";
import { show } from "./results.js";

const AT_ONCE = 10;
const form = document.querySelector("[data-bundle]");
const field = form.elements.q;
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const more = form.querySelector("[type=button]");
const numbers = new Intl.NumberFormat(document.documentElement.lang);
const asked = new URLSearchParams(location.search);
const fail = () => (status.textContent = form.dataset.missing);
let turn = 0;
let found = [];
let filled;

async function prepare() {
  const pagefind = await open(form.dataset.bundle);
  filled ??= pagefind.filters().then((known) => fill([...form.querySelectorAll("select")], known, asked));
  await filled;
  return pagefind;
}

function read() {
  const chosen = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const address = new URL(location.href);
  address.search = new URLSearchParams(chosen);
  history.replaceState(null, "", address);
  return Object.fromEntries(chosen);
}

async function extend() {
  const start = list.children.length;
  const pages = await Promise.all(found.slice(start, start + AT_ONCE).map((result) => result.data()));
  if (start !== list.children.length) return; // pressed twice
  list.append(...pages.map(show));
  list.hidden = !found.length;
  more.hidden = list.children.length >= found.length;
  return list.children[start];
}

async function run(now) {
  const pagefind = await prepare();
  const { q = "", ...filters } = read();
  const isWanted = q || Object.keys(filters).length;
  const results = isWanted ? await find(pagefind, q, filters) : [];
  if (now !== turn) return;
  found = results;
  list.replaceChildren();
  await extend();
  const text = found.length ? form.dataset.some.replace("{n}", numbers.format(found.length)) : form.dataset.none;
  if (now === turn) status.textContent = isWanted ? text : "";
}

function search(wait = 0) {
  const now = ++turn;
  setTimeout(() => now === turn && run(now).catch(fail), wait);
}

function walk(event) {
  const places = [field, ...list.querySelectorAll("a")];
  const place = places.indexOf(event.target);
  const next = places[place + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (place < 0 || (event.key !== "Escape" && !next)) return;
  event.preventDefault();
  if (event.key === "Escape") (form.reset(), search());
  (next ?? field).focus();
}

form.addEventListener("input", (event) => search(event.target === field ? 150 : 0));
form.addEventListener("keydown", walk);
form.addEventListener("submit", (event) => (event.preventDefault(), search()));
form.addEventListener("focusin", () => prepare().catch(fail), { once: true });
more.addEventListener("click", async () => (await extend())?.querySelector("a").focus());
field.value ||= asked.get("q") ?? "";
if (asked.size) search();
