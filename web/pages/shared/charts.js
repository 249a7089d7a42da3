// Drawings by keyboard: arrow keys move between marks, and a line says which one it is.
"use strict";
for (const box of document.querySelectorAll(".axis-box")) {
  const marks = [...box.querySelectorAll("a[data-lane]")];
  const says = box.parentElement.nextElementSibling;
  if (marks.length === 0) continue;
  const tell = (mark) => { says.textContent = mark.getAttribute("aria-label"); };
  const middle = (mark) => { const r = mark.querySelector(".hit").getBoundingClientRect(); return r.left + r.width / 2; };

  // One stop for the tabulator; from there the arrows lead on.
  let here = marks[0];
  const stand = (mark) => { here.tabIndex = -1; here = mark; here.tabIndex = 0; };
  for (const mark of marks) mark.tabIndex = -1;
  stand(here);
  const hint = document.createElement("p");
  hint.className = "hint on-screen";
  hint.append("In the drawing ", ...["←", "→"].flatMap((k) => [Object.assign(document.createElement("kbd"), { textContent: k }), " "]), "move along time, ",
    ...["↑", "↓"].flatMap((k) => [Object.assign(document.createElement("kbd"), { textContent: k }), " "]), "between lanes.");
  says.after(hint);

  // The nearest mark of the next lane that has one.
  const across = (by) => {
    const lanes = [...new Set(marks.map((m) => Number(m.dataset.lane)))].sort((a, b) => a - b);
    const lane = lanes[lanes.indexOf(Number(here.dataset.lane)) + by];
    const there = marks.filter((m) => Number(m.dataset.lane) === lane);
    const x = middle(here);
    return there.sort((a, b) => Math.abs(middle(a) - x) - Math.abs(middle(b) - x))[0];
  };
  const to = (key) => {
    const i = marks.indexOf(here);
    switch (key) {
      case "ArrowRight": return marks[i + 1];
      case "ArrowLeft": return marks[i - 1];
      case "ArrowDown": return across(1);
      case "ArrowUp": return across(-1);
      case "Home": return marks[0];
      case "End": return marks[marks.length - 1];
    }
    return null;
  };
  box.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || !marks.includes(e.target)) return;
    const next = to(e.key);
    if (next === null) return;
    e.preventDefault(); // at the end, too: the page does not move under the mark
    if (!next) return;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest", inline: "center" });
  });
  box.addEventListener("focusin", (e) => { if (marks.includes(e.target)) { stand(e.target); tell(e.target); } });
  box.addEventListener("pointerover", (e) => { const mark = e.target.closest("a[data-lane]"); if (mark) tell(mark); });
}
