// Keys for those who like them; every page works without.
"use strict";
(() => {
  const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]") !== null;
  const places = { h: "/", t: "/timeline", g: "/graph", c: "/compare", a: "/actors", s: "/documents", l: "/claims", n: "/add", r: "/review" };
  const clocks = ["published-by", "recorded-by", "about"];
  let waiting = false; // g was pressed

  // The dates stay in every address.
  const go = (path) => {
    const here = new URLSearchParams(location.search);
    const to = new URLSearchParams();
    for (const name of clocks) if (here.get(name)) to.set(name, here.get(name));
    location.assign(to.size ? `${path}?${to}` : path);
  };

  const links = (selector) => [...document.querySelectorAll(selector)].filter((a) => a.offsetParent !== null);

  // Moves the focus along a row of links, from where it is or from what is on screen.
  const step = (all, by) => {
    if (all.length === 0) return;
    let i = all.findIndex((a) => a === document.activeElement);
    if (i < 0) {
      const below = all.findIndex((a) => a.getBoundingClientRect().top > 0);
      i = by > 0 ? (below < 0 ? 0 : below) : (below <= 0 ? all.length - 1 : below - 1);
    } else {
      i = (i + by + all.length) % all.length;
    }
    all[i].focus();
    all[i].scrollIntoView({ block: "center" });
  };
  const entries = () => [...document.querySelectorAll("#main .item, #main .compare-hint a[href]")].map((i) => i.localName === "a" ? i : i.querySelector("a[href]")).filter((a) => a !== null);

  // Says something for a while, also to those who do not see it.
  let quiet = 0;
  const tell = (words) => {
    const told = document.getElementById("told");
    told.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => { told.textContent = ""; }, 4000);
  };

  const failed = () => tell("The browser does not let the page copy; mark the citation and copy it yourself.");
  // Text may be a promise: browsers want the copying to begin while the key or button is still felt.
  const copy = (text, done) => {
    if (!navigator.clipboard) { failed(); return; }
    const taken = typeof text === "string" ? navigator.clipboard.writeText(text)
      : window.ClipboardItem ? navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then((t) => new Blob([t], { type: "text/plain" })) })])
        : text.then((t) => navigator.clipboard.writeText(t));
    taken.then(() => tell(done), failed);
  };
  const copyCitation = () => {
    const citation = document.getElementById("citation");
    if (!citation) { tell("The pages of a claim and of a comparison have a citation to copy; this one has none."); return; }
    copy(citation.value, "Citation copied.");
  };

  // The citation and each of its formats get a button that copies it, and the key is told.
  const prepare = () => {
    for (const hint of document.querySelectorAll("#citation-key:not([data-prepared])")) {
      hint.dataset.prepared = "yes";
      hint.hidden = false;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", "Copy the plain text");
      button.addEventListener("click", copyCitation);
      hint.prepend(button, " ");
    }
    for (const link of document.querySelectorAll("a[data-citation]:not([data-prepared])")) {
      link.dataset.prepared = "yes";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy";
      button.setAttribute("aria-label", `Copy as ${link.dataset.citation}`);
      button.addEventListener("click", () => {
        const text = fetch(link.href).then((r) => r.ok ? r.text() : Promise.reject(new Error(r.statusText)));
        copy(text, `Copied as ${link.dataset.citation}.`);
      });
      link.parentElement.append(button);
    }
  };
  prepare();

  // What a list holds now is told to those who do not see that it has changed.
  document.addEventListener("htmx:afterSettle", () => {
    prepare();
    document.getElementById("heard").textContent = document.querySelector("#main [data-heard]")?.textContent ?? document.title;
  });

  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || typing(e)) return;
    const dialog = document.getElementById("shortcuts");
    if (dialog.open) return;
    if (waiting) {
      waiting = false;
      if (places[e.key]) { e.preventDefault(); go(places[e.key]); }
      return;
    }
    switch (e.key) {
      case "/": document.getElementById("q").focus(); break;
      case "?": dialog.showModal(); break;
      case "g": waiting = true; break;
      case "j": step(entries(), 1); break;
      case "k": step(entries(), -1); break;
      case "n": step(links(".text mark a"), 1); break;
      case "p": step(links(".text mark a"), -1); break;
      case "y": {
        copyCitation();
        break;
      }
      default: return;
    }
    e.preventDefault();
  });
})();
