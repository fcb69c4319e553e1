// Runs before the first paint: marks that there is script, and applies the reader's theme.
(function (root) {
  root.classList.add("js");
  try {
    var theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch (e) { /* storage is closed: the system's setting rules */ }
})(document.documentElement);
