import footnote from "markdown-it-footnote";

const KINDS = ["topics", "places", "actors"];
const MONTHS = "January February March April May June July August September October November December".split(" ");
const slug = (name) => name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

export default async function (config) {
  config.amendLibrary("md", (md) => md.use(footnote));
  config.setUseGitIgnore(false);
  config.addFilter("slug", slug);
  config.addFilter("day", (d) => `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`);
  config.addFilter("iso", (d) => d.toISOString());
  config.addFilter("rfc822", (d) => d.toUTCString());
  config.addFilter("tail20", (list) => list.slice(-20).reverse());
  config.addPassthroughCopy("style.css");
  config.addCollection("briefings", (all) => all.getFilteredByGlob("briefings/**/*.md"));
  config.addCollection("terms", (all) => {
    const terms = new Map();
    for (const item of all.getFilteredByGlob("briefings/**/*.md"))
      for (const kind of KINDS)
        for (const name of item.data[kind] || []) {
          const key = `${kind}/${name}`;
          if (!terms.has(key)) terms.set(key, { kind, name, slug: slug(name), items: [] });
          terms.get(key).items.push(item);
        }
    return [...terms.keys()].sort().map((key) => terms.get(key));
  });
  return { dir: { input: ".", output: "_site" }, markdownTemplateEngine: false, htmlTemplateEngine: "njk" };
}
