// "/" leads to the search, as in many places; not while somebody writes.
addEventListener("keydown", (event) => {
  const field = document.querySelector("input[type=search]");
  if (!field || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  field.focus();
});
