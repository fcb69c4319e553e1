// A result as a row: title, what it is, and the passage with the words that were found.
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

// Pagefind gives HTML; of that, words and marks are taken and nothing else.
function passage(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return [...body.childNodes].map((node) =>
    node.nodeName === "MARK" ? make("mark", "", node.textContent) : node.textContent,
  );
}

export function show({ url, excerpt, meta, filters }) {
  const link = make("a", "", meta.title);
  link.href = url;
  const facts = [make("span", "", meta.kind), meta.mark && mark(meta.mark), meta.when && make("span", "", meta.when)];
  const [title, text] = [make("p", "row__title", link), make("p", "row__text", ...passage(excerpt))];
  for (const box of [title, text, ...facts.filter(Boolean)]) box.dir = "auto";
  const row = make("li", "row", title, make("p", "meta", ...facts), text);
  row.lang = filters.lang?.[0] ?? "";
  return row;
}
