// The theme toggle: as the system says, light, dark. `theme-early.js` applies the stored choice on the next page.
const root = document.documentElement;
const toggle = document.querySelector(".theme-toggle");
const modes = ["", "light", "dark"];

function current() {
  return root.dataset.theme ?? "";
}

function show() {
  const labels = toggle.dataset.labels.split("|");
  toggle.querySelector("span").textContent = labels[modes.indexOf(current())];
}

function choose(mode) {
  if (mode) root.dataset.theme = mode;
  else delete root.dataset.theme;
  try {
    if (mode) localStorage.setItem("theme", mode);
    else localStorage.removeItem("theme");
  } catch { /* storage is closed: the choice lasts as long as the page */ }
}

if (toggle) {
  toggle.addEventListener("click", () => {
    choose(modes[(modes.indexOf(current()) + 1) % modes.length]);
    show();
  });
  show();
}
