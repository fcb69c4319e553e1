// Pagefind's index, fetched when it is needed. It has a part for each language; all of them are searched.
let opened;

export function open(address) {
  return (opened ??= load(address));
}

// `known` has what can be chosen, with numbers of pages; `main` is the part of the language of this page.
async function load(address) {
  const pagefind = await import(address);
  const folder = new URL(".", new URL(address, location.href));
  const { languages } = await (await fetch(new URL("pagefind-entry.json", folder))).json();
  await pagefind.init();
  const main = findMain(languages);
  // Pagefind takes the same address for the same part.
  for (const language of Object.keys(languages))
    if (language !== main) await pagefind.mergeIndex(`${folder.pathname}./`, { language });
  return { pagefind, main, known: await pagefind.filters() };
}

// The part that Pagefind begins with, by its own rule.
function findMain(languages) {
  const here = document.documentElement.lang.toLowerCase();
  const known = Object.keys(languages).sort((a, b) => languages[b].page_count - languages[a].page_count);
  return known.find((name) => name === here) ?? known.find((name) => name === here.split("-")[0]) ?? known[0];
}
