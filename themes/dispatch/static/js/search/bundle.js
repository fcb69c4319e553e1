// Pagefind's index, fetched when it is needed. It has a part for each language; all of them are searched.
const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const ARABIC = "٠١٢٣٤٥٦٧٨٩";
let opened;

export function open(address) {
  return (opened ??= load(address));
}

async function load(address) {
  const pagefind = await import(address);
  const folder = new URL(".", new URL(address, location.href));
  const { languages } = await (await fetch(new URL("pagefind-entry.json", folder))).json();
  await pagefind.options({ excerptLength: 30 });
  await pagefind.init();
  const main = findMain(languages);
  // Pagefind takes the same address for the same part.
  for (const language of Object.keys(languages))
    if (language !== main) await pagefind.mergeIndex(`${folder.pathname}./`, { language });
  return pagefind;
}

// The part that Pagefind begins with, by its own rule.
function findMain(languages) {
  const here = document.documentElement.lang.toLowerCase();
  const known = Object.keys(languages).sort((a, b) => languages[b].page_count - languages[a].page_count);
  return known.find((name) => name === here) ?? known.find((name) => name === here.split("-")[0]) ?? known[0];
}

function write(text, digits) {
  return text.replace(/[0-9۰-۹٠-٩]/g, (digit) => {
    const value = Math.max(PERSIAN.indexOf(digit), ARABIC.indexOf(digit), "0123456789".indexOf(digit));
    return digits[value];
  });
}

// Keyboards differ in letters that look the same, and in digits; pages have one or the other.
function list(text) {
  const persian = text.replaceAll("ي", "ی").replaceAll("ى", "ی").replaceAll("ك", "ک");
  const arabic = text.replaceAll("ی", "ي").replaceAll("ک", "ك");
  const spellings = [text, write(persian, PERSIAN), write(persian, "0123456789"), write(arabic, ARABIC)];
  return [...new Set(spellings)];
}

export async function find(pagefind, text, filters) {
  const best = new Map();
  for (const spelling of text ? list(text) : [null])
    for (const result of (await pagefind.search(spelling, { filters })).results)
      if (!(best.get(result.id)?.score >= result.score)) best.set(result.id, result);
  return [...best.values()].sort((a, b) => b.score - a.score);
}
