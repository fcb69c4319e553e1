// Results as somebody types, narrowed by what is chosen.
import { keep, recall } from "./address.js";
import { open } from "./bundle.js";
import { count, fill } from "./choices.js";
import { find } from "./query.js";
import { show, tell } from "./results.js";

const AT_ONCE = 10;
const form = document.querySelector("[data-bundle]");
const field = form.elements.q;
const lists = form.querySelectorAll("select");
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const more = form.querySelector("[type=button]");
const numbers = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: form.dataset.digits });
const fail = () => (status.textContent = form.dataset.missing);
let turn = 0;
let found = [];
let isFilled;

async function prepare() {
  const index = await open(form.dataset.bundle);
  if (isFilled) return index;
  isFilled = true;
  fill(lists, index.known, new URLSearchParams(location.search));
  count(lists, index.known, numbers);
  return index;
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

async function run(now, isStep) {
  const index = await prepare();
  if (now !== turn) return;
  const { q = "", ...filters } = keep(form, isStep);
  const isWanted = q || Object.keys(filters).length;
  const nothing = { results: [], counts: index.known, lacking: [] };
  const { results, counts, lacking } = isWanted ? await find(index, q, filters) : nothing;
  if (now !== turn) return;
  found = results;
  list.replaceChildren();
  await extend();
  if (now !== turn) return;
  count(lists, counts, numbers);
  status.textContent = isWanted ? tell(form.dataset, lacking, found.length && numbers.format(found.length)) : "";
}

function search(wait = 0, isStep = false) {
  const now = ++turn;
  setTimeout(() => now === turn && run(now, isStep).catch(fail), wait);
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

form.addEventListener("input", (event) => (event.target === field ? search(150) : search(0, true)));
form.addEventListener("keydown", walk);
form.addEventListener("submit", (event) => (event.preventDefault(), search(0, true)));
form.addEventListener("focusin", () => prepare().catch(fail), { once: true });
more.addEventListener("click", async () => (await extend())?.querySelector("a").focus());
addEventListener("popstate", () => (recall(form), search()));
field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (location.search) search();
