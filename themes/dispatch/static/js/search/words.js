// Which languages have a word. Where none of its words begins so, Pagefind takes the longest one that is part of it.
import { fold } from "./fold.js";

const located = new Map();
const LOOKED_AT = 10;
export const strip = (text) => fold(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const join = (text) => text.replace(/[^\p{L}\p{N}_]/gu, "");

// The words of a query. The parts of "Spin-Boldak" are also found where there is no hyphen; a half-space is one too.
export function split(text) {
  return text.split(/[\s\p{Pd}\u200c/]+/u).filter((word) => join(strip(word)));
}

export function locate(index, word) {
  if (!located.has(word)) located.set(word, look(index, word));
  return located.get(word);
}

async function look({ pagefind, known }, word) {
  const whole = await pagefind.search(`"${fold(word).replaceAll('"', "")}"`);
  const has = async (lang) => whole.filters.lang?.[lang] > 0 || begins(pagefind, word, lang);
  const languages = Object.keys(known.lang ?? {});
  const answers = await Promise.all(languages.map(has));
  return languages.filter((_, at) => answers[at]);
}

async function begins(pagefind, word, lang) {
  const { results } = await pagefind.search(fold(word).replaceAll('"', ""), { filters: { lang } });
  const pages = await Promise.all(results.slice(0, LOOKED_AT).map((result) => result.data()));
  const start = join(strip(word));
  return pages.some(({ content, meta }) => {
    const text = strip([content, ...Object.values(meta)].join(" "));
    const words = [...text.split(/\s+/).map(join), ...text.split(/[^\p{L}\p{N}_]+/u)];
    return words.some((one) => one.startsWith(start));
  });
}
