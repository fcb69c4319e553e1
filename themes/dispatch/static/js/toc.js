// Marks the section being read in “On this page”.
const toc = document.querySelector(".toc");

function start() {
  const links = new Map();
  for (const link of toc.querySelectorAll("a[href^='#']:not(.sub)")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("section");
    if (section) links.set(section, link);
  }
  const visible = new Set();
  const observer = new IntersectionObserver((changes) => {
    for (const change of changes) {
      if (change.isIntersecting) visible.add(change.target);
      else visible.delete(change.target);
    }
    const first = [...links.keys()].find((section) => visible.has(section));
    if (!first) return;
    for (const [section, link] of links) {
      if (section === first) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "0px 0px -60% 0px" });
  for (const section of links.keys()) observer.observe(section);
}

if (toc && "IntersectionObserver" in window) start();
