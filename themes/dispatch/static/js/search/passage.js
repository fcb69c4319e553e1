// What is shown of a page: its title, and the first passage that has most of what is asked, from where a sentence begins.
const LENGTH = 30;
const LEAD = 24;
const SAME = 5;
const QUOTED = 80;
const END = /[.!?…؟۔]["'”’»)\]]*$/u;
const SHORTENED = /^\P{L}*(\p{L}\.)+$/u; // U.S., p.m.
const OPENED = /^["“”„«][^"“”»]*$/u;
const CLOSED = /["“”»]\P{L}*$/u;

// Words of both, each with whether it was found.
export function cut({ content, locations, meta }) {
  const found = new Set(locations);
  const words = content.trim().split(/\s+/);
  const title = content.startsWith(meta.title) ? meta.title.trim().split(/\s+/) : [];
  const first = title.length;
  const starts = locations.filter((at) => at >= first).map((at) => findStart(words, at, first));
  const best = starts.reduce((one, other) => (count(words, found, other) > count(words, found, one) ? other : one), first);
  const tell = (word, at) => ({ word, isFound: found.has(at) });
  const text = words.slice(best, best + LENGTH).map((word, at) => tell(word, best + at));
  if (best > first && !isStart(words, best)) text.unshift({ word: "…" });
  if (best + LENGTH < words.length && !END.test(words[best + LENGTH - 1])) text.push({ word: "…" });
  return { title: first ? title.map(tell) : [{ word: meta.title }], text };
}

function findStart(words, at, first) {
  for (let start = at; start > at - LEAD; start--) if (start <= first || isStart(words, start)) return Math.max(start, first);
  return at - LEAD / 3;
}

// A sentence within a quotation is none: who says it stands before. Nor is what a dash adds to it.
function isStart(words, at) {
  if (!END.test(words[at - 1]) || SHORTENED.test(words[at - 1]) || /^\p{Pd}/u.test(words[at])) return false;
  for (let before = at - 1; before > at - QUOTED && before >= 0; before--) {
    if (CLOSED.test(words[before])) return true;
    if (OPENED.test(words[before])) return false;
  }
  return true;
}

// How many different words were found in the passage from here; "strikes" is no other word than "strike".
function count(words, found, start) {
  const marked = words.slice(start, start + LENGTH).filter((_, at) => found.has(start + at));
  return new Set(marked.map((word) => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "").slice(0, SAME))).size;
}
