// A result as a row: title, what it is, who says it, and the passage with the words that were found.
import { cut } from "./passage.js";

function make(tag, name, ...inner) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...inner.filter(Boolean));
  return element;
}

function mark(text) {
  const [key, ...words] = text.split(" ");
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${key}`);
  icon.setAttribute("class", "icon");
  icon.setAttribute("aria-hidden", "true");
  icon.append(use);
  const box = make("span", "status", icon, words.join(" "));
  box.dataset.status = key;
  return box;
}

// The browser goes to the passage and marks it; one that does not know how ignores all behind ":~:".
function point(nodes) {
  const at = nodes.findIndex((node) => node.nodeName === "MARK");
  const text = nodes.slice(at).map((node) => node.textContent ?? node);
  const [phrase, word] = /([\p{L}\p{M}\p{N}\u200c]+)(?: [\p{L}\p{M}\p{N}\u200c]+){0,3}/u.exec(at < 0 ? "" : text.join("")) ?? [];
  return word ? `#:~:${[...new Set([phrase, word])].map((one) => `text=${encodeURIComponent(one)}`).join("&")}` : "";
}

// Marks of the text are no part of a word that was found, and a stop stands right behind the word before it.
function write(words) {
  const nodes = words.flatMap(({ word, isFound }) => {
    const [, before, inner, after] = /^(\P{L}*?)([\p{L}\p{N}].*?)?([^\p{L}\p{M}\p{N}]*)$/su.exec(word);
    const space = /^[.,;:!?)؟،؛۔]+$/.test(word) ? "" : " ";
    return isFound && inner ? [space, before, make("mark", "", inner), after] : [space, word];
  });
  return nodes.slice(1);
}

export function show(page) {
  const { url, meta, filters } = page;
  const { title, text } = cut(page);
  const passage = write(text);
  const link = make("a", "", ...write(title));
  link.href = url + point(passage);
  const say = (fact) => fact && make("span", "", fact);
  const facts = [say(meta.kind), meta.mark && mark(meta.mark), say(meta.when), say(meta.who), say(meta.against), say(meta.figure)];
  const [name, about] = [make("p", "row__title", link), make("p", "row__text", ...passage)];
  for (const box of [name, about, ...facts.filter(Boolean)]) box.dir = "auto";
  const row = make("li", "row", name, facts.some(Boolean) && make("p", "meta", ...facts), about);
  row.lang = filters.lang?.[0] ?? "";
  return row;
}

// Which words no page has, what was meant perhaps, and how many results there are, as `number`.
export function tell({ lacking, some, none, meant }, words, queries, asked, number) {
  const absent = words.length ? lacking.replace("{words}", () => words.join(", ").replaceAll('"', "")) : "";
  const sum = number ? some.replace("{n}", number) : absent ? "" : none;
  return [absent, ...offer(meant, queries, asked), sum].filter(Boolean).flatMap((part) => [" ", part]).slice(1);
}

function offer(message, queries, asked) {
  if (!queries.length) return [];
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" });
  const box = make("span");
  const [before, after] = message.split("{words}");
  box.append(before, ...list.formatToParts(queries).map(({ type, value }) => (type === "element" ? lead(value, asked) : value)), after);
  return [box];
}

function lead(q, asked) {
  const link = make("a", "", q);
  link.href = `?${new URLSearchParams({ ...asked, q })}`;
  link.dir = "auto";
  return link;
}
