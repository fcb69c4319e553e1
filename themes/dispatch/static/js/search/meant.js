// What somebody may have meant by a word that no page has: a word of a name that differs from it by a letter or two.
import { locate, split, strip } from "./words.js";

const SHOWN = 3;
const SHORT = 6;

// Words of all names, in any language, as they are written; by how the index has them.
function listWords() {
  const words = new Map();
  for (const name of document.querySelectorAll(".letters span")) {
    const names = [name.querySelector("a").textContent, ...(name.dataset.also?.split("|") ?? [])];
    for (const word of names.flatMap((one) => split(one.replace(/[^\p{L}\p{M}\p{N}\u200c\p{Pd}]+/gu, " ")))) {
      const key = strip(word);
      if (key.length > 2 && !words.has(key)) words.set(key, word);
    }
  }
  return words;
}

// How many letters are to be put in, left out or written otherwise; two that have changed places count once.
function measure(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !isSame);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

async function listNear(index, names, word) {
  const asked = strip(word);
  const most = asked.length < 3 ? 0 : asked.length < SHORT ? 1 : 2;
  const near = [...names].map(([key, name]) => [measure(asked, key, most), name]).filter(([far]) => far && far <= most);
  const least = Math.min(...near.map(([far]) => far));
  const best = near.filter(([far]) => far === least).map(([, name]) => name).slice(0, 2 * SHOWN);
  const places = await Promise.all(best.map((name) => locate(index, name)));
  return best.filter((_, at) => places[at].length).slice(0, SHOWN);
}

// Whole queries in place of `text`, the likeliest first.
export async function guess(index, text, lacking) {
  if (!lacking.length) return [];
  const names = listWords();
  const near = new Map(await Promise.all(lacking.map(async (word) => [word, await listNear(index, names, word)])));
  const count = Math.max(...[...near.values()].map((found) => found.length));
  const change = (at) => [...near].reduce((query, [word, found]) => query.replace(word, () => found[at] ?? found[0] ?? word), text);
  return [...new Set(Array.from({ length: count }, (_, at) => change(at)))];
}
