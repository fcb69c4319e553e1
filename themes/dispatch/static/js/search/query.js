// Asks the index: results, those in the language of the page first, and how many each further choice would leave.
import { fold } from "./fold.js";
import { locate, split, strip } from "./words.js";

// `lacking` are words that no page has; results are of the others.
export async function find(index, text, filters) {
  if (!text) return { ...(await ask(index, null, filters)), lacking: [] };
  const plain = text.replace(/[“”„«»]/g, '"');
  const words = split(plain);
  const places = await Promise.all(words.map((word) => locate(index, word)));
  const lacking = words.filter((_, at) => !places[at].length);
  const kept = words.filter((_, at) => places[at].length);
  const isPhrase = /^\s*".+"\s*$/.test(plain);
  const common = Object.keys(index.known.lang ?? {}).filter((lang) =>
    places.every((place) => !place.length || place.includes(lang)),
  );
  const languages = filters.lang ? common.filter((lang) => lang === filters.lang) : common;
  if (!kept.length || !languages.length || (isPhrase && lacking.length)) return { results: [], counts: {}, lacking };
  return { ...(await ask(index, fold(kept.join(" ")), filters, common)), lacking };
}

async function ask(index, words, filters, common) {
  const { pagefind } = index;
  const search = (chosen) => pagefind.search(words, { filters: { ...(common && { lang: { any: common } }), ...chosen } });
  const without = async (name) => {
    const { [name]: _, ...rest } = filters;
    return [name, (await search(rest)).filters[name]];
  };
  const [{ results, filters: counts }, others] = await Promise.all([
    search(filters),
    Promise.all(Object.keys(filters).map(without)),
  ]);
  const named = new Set(await listNamed(index, words, search, filters));
  const isNear = prefer(index.main, words ?? "");
  const rank = ({ id }) => 2 * isNear(id.slice(0, id.lastIndexOf("_"))) + named.has(id);
  results.sort((a, b) => rank(b) - rank(a) || b.score - a.score);
  return { results, counts: { ...counts, ...Object.fromEntries(others) } };
}

// The language of the page comes first; where it has another script than the question, all that have that script.
function prefer(main, words) {
  const isArabic = (lang) => new Intl.Locale(lang).maximize().script === "Arab";
  const isOther = /\p{Script=Arabic}/u.test(words) && !isArabic(main);
  return isOther ? isArabic : (lang) => lang === main;
}

// Pages about what is asked for by its whole name.
async function listNamed({ known }, words, search, filters) {
  const asked = strip(words ?? "");
  const any = Object.keys(known.named ?? {}).filter((name) => strip(name) === asked);
  return any.length ? (await search({ ...filters, named: { any } })).results.map((result) => result.id) : [];
}
