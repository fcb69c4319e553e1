// Results as somebody types, narrowed by what is chosen.
import { findPlace, keep, keepPlace, recall } from "./address.js";
import { open } from "./bundle.js";
import { count, fill } from "./choices.js";
import { walk } from "./keys.js";
import { guess } from "./meant.js";
import { find } from "./query.js";
import { show, tell } from "./results.js";

const AT_ONCE = 10;
const form = document.querySelector("[data-bundle]");
const field = form.elements.q;
const lists = form.querySelectorAll("select");
const status = form.querySelector("[role=status]");
const list = form.querySelector("ol");
const more = form.querySelector("[type=button]");
const digits = { numberingSystem: form.dataset.digits };
const numbers = new Intl.NumberFormat(document.documentElement.lang, digits);
const fail = () => (status.textContent = form.dataset.missing);
let turn = 0;
let found = [];
let isFilled;

async function prepare() {
  const index = await open(form.dataset.bundle);
  if (isFilled) return index;
  isFilled = true;
  fill(lists, index.known, new URLSearchParams(location.search), digits);
  count(lists, index.known, numbers);
  return index;
}

async function extend(number = AT_ONCE) {
  const start = list.children.length;
  const pages = await Promise.all(found.slice(start, start + number).map((result) => result.data()));
  if (start !== list.children.length) return; // pressed twice
  list.append(...pages.map(show));
  list.hidden = !found.length;
  more.hidden = list.children.length >= found.length;
  return list.children[start];
}

async function run(now, isStep) {
  const index = await prepare();
  if (now !== turn) return;
  const asked = keep(form, isStep);
  const { q = "", ...filters } = asked;
  const isWanted = q || Object.keys(filters).length;
  const nothing = { results: [], counts: index.known, lacking: [] };
  const { results, counts, lacking } = isWanted ? await find(index, q, filters) : nothing;
  const meant = await guess(index, q, lacking);
  if (now !== turn) return;
  found = results;
  list.replaceChildren();
  await extend(history.state?.shown);
  if (now !== turn) return;
  count(lists, counts, numbers);
  const number = found.length && numbers.format(found.length);
  status.replaceChildren(...(isWanted ? tell(form.dataset, lacking, meant, asked, number) : []));
}

async function search(wait = 0, isStep = false) {
  const now = ++turn;
  await new Promise((go) => setTimeout(go, wait));
  if (now === turn) await run(now, isStep).catch(fail);
}

form.addEventListener("input", (event) => (event.target === field ? search(150) : search(0, true)));
form.addEventListener("keydown", (event) => walk(event, field, list) && (form.reset(), search()));
form.addEventListener("submit", (event) => (event.preventDefault(), search(0, true)));
form.addEventListener("focusin", () => prepare().catch(fail), { once: true });
more.addEventListener("click", async () => (await extend())?.querySelector("a").focus());
list.addEventListener("click", (event) => keepPlace(list, event.target.closest("a")));
addEventListener("popstate", () => (recall(form), search()));
field.value ||= new URLSearchParams(location.search).get("q") ?? "";
if (location.search) search().then(() => document.activeElement === document.body && findPlace(list, field).focus());
