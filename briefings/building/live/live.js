// Keeps a page of the preview up to date: reloads it in place, shows problems, marks links to what is not published.

const version = document.querySelector("script[data-version][src^='/_briefings/']")?.dataset.version ?? "";
const placeKey = "briefings-live-place";

restorePlace();
let events;
document.addEventListener("visibilitychange", connect);
window.addEventListener("pagehide", () => events?.close());
window.addEventListener("pageshow", connect);
connect();

// Browsers hold few connections to one host, so only pages that are seen have one; it says at once how things stand.
function connect() {
  events?.close();
  if (document.visibilityState === "hidden") return;
  events = new EventSource("/_briefings/events");
  events.addEventListener("message", (event) => show(JSON.parse(event.data)));
}

function show(state) {
  if (state.version !== version) {
    events.close();
    sessionStorage.setItem(placeKey, JSON.stringify({ page: location.href, x: scrollX, y: scrollY }));
    location.reload();
    return;
  }
  showProblems(state);
  markLinks(state.unpublished);
}

function restorePlace() {
  const place = JSON.parse(sessionStorage.getItem(placeKey) ?? "null");
  sessionStorage.removeItem(placeKey);
  if (place?.page !== location.href) return;
  const restore = () => scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  restore();
  if (document.readyState !== "complete") window.addEventListener("load", restore, { once: true });
}

function showProblems({ problems, count }) {
  const panel = findPanel();
  panel.replaceChildren();
  panel.classList.toggle("briefings-live--empty", !problems.length);
  if (!problems.length) return;
  const box = make("details", "");
  box.open = true;
  const rest = version ? "This page shows the site as it was before." : "There is no site to show yet.";
  box.append(make("summary", count === 1 ? "1 problem stops the site" : `${count} problems stop the site`), make("p", rest));
  const list = make("ol", "");
  list.tabIndex = 0; // so that the keyboard can scroll it
  list.setAttribute("aria-label", "Problems");
  list.append(...problems.map(makeProblem));
  box.append(list);
  if (count > problems.length) box.append(make("p", "The terminal shows all of them."));
  panel.append(box);
}

// It is there before it has anything to say: screen readers speak what is put into a region that they know.
function findPanel() {
  const found = document.getElementById("briefings-live");
  if (found) return found;
  const panel = make("div", "");
  Object.assign(panel, { id: "briefings-live", lang: "en", dir: "ltr" });
  panel.setAttribute("role", "alert");
  document.body.append(panel);
  return panel;
}

function makeProblem({ place, found, expected, hint, code }) {
  const item = make("li", "");
  if (place) item.append(make("code", place));
  item.append(make("p", code ? `${found} [${code}]` : found));
  if (expected) item.append(make("p", `Expected: ${expected}`));
  if (hint) item.append(make("p", `Hint: ${hint}`));
  return item;
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function markLinks(unpublished) {
  const isListed = (path) => unpublished[path] ?? unpublished[`${path}index.html`];
  for (const link of document.querySelectorAll("a[href]")) {
    const url = new URL(link.href);
    const reason = url.origin === location.origin && isListed(decodeURI(url.pathname.slice(1)));
    if (reason && url.pathname !== location.pathname) link.dataset.briefingsLive = reason.replace(/^is (an? )?/, "");
  }
}
