// Reviewing by keyboard: a accepts, x goes to the reason of a rejection, s and j
// skip, k goes back, u takes the last judgement back.
"use strict";
(() => {
  const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]") !== null;
  let waiting = false; // g was pressed: the next letter names a page

  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && e.target.id === "reason") { e.target.blur(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || document.getElementById("shortcuts")?.open) return;
    if (waiting) { waiting = false; return; }
    if (e.key === "g") { waiting = true; return; }
    if (e.key === "x") {
      const reason = document.getElementById("reason");
      if (reason) { e.preventDefault(); reason.focus(); }
      return;
    }
    const meant = [...document.querySelectorAll("[data-key]")].find((b) => b.dataset.key.split(" ").includes(e.key))
      ?? (e.key === "u" ? document.querySelector(".own-undo") : null);
    if (!meant) return;
    e.preventDefault();
    meant.click();
  });
})();
