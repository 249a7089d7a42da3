// The reader: cards stand beside the very line of their words, one goes from
// evidence to evidence, and selected words get a link that proves them.
"use strict";
(() => {
  const reader = document.querySelector(".reader");
  const text = document.getElementById("text");
  if (!reader || !text) return;
  const wide = matchMedia("screen and (min-width: 64rem)");
  const byId = (id) => document.getElementById(id);

  // tell says something for a while, also to those who do not see it.
  let quiet = 0;
  const tell = (words) => {
    const told = byId("told");
    told.textContent = words;
    clearTimeout(quiet);
    quiet = setTimeout(() => { told.textContent = ""; }, 4000);
  };

  // Each piece of evidence: where it begins, its marks and its card, in the order of the text.
  const marksOf = new Map(); // by the address of the card
  for (const a of text.querySelectorAll("mark a")) {
    const href = a.getAttribute("href");
    if (!marksOf.has(href)) marksOf.set(href, []);
    marksOf.get(href).push(a.parentElement);
  }
  const evidence = [...text.querySelectorAll(".anchor[id^='at-']")].map((anchor) => {
    const id = anchor.id.slice(3);
    let first = anchor.nextElementSibling;
    while (first && !(first.localName === "mark" && first.querySelector("a"))) first = first.nextElementSibling;
    return { anchor, card: byId(`card-${id}`), mark: first, marks: marksOf.get(`#card-${id}`) ?? [] };
  }).filter((e) => e.card && e.mark);
  // Evidence that lies wholly under shorter evidence still lights where it begins.
  for (const e of evidence) if (!e.marks.includes(e.mark)) e.marks = [e.mark, ...e.marks];

  // place lays each card beside its line. Cards keep their order and never overlap;
  // those that would are moved as little as possible, and the current one least.
  let current = -1;
  const threads = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  threads.setAttribute("class", "threads");
  threads.setAttribute("aria-hidden", "true");
  const gap = 8;
  const measure = () => {
    const top = text.getBoundingClientRect().top;
    const items = [];
    for (const li of text.querySelectorAll(".line > .cards > li")) {
      if (!li.checkVisibility()) continue;
      const mine = evidence.filter((e) => li.contains(e.card));
      const box = mine[0]?.mark.getClientRects()[0];
      if (box) items.push({ li, want: box.top - top, height: li.offsetHeight, line: box.top - top + box.height / 2, pinned: current >= 0 && mine.includes(evidence[current]) });
    }
    settle(items);
    return items;
  };
  // Where cards would stand far below their words, they say less until they are gone to.
  const far = 600;
  const place = () => {
    reader.classList.remove("dense", "denser");
    if (!wide.matches) {
      text.style.minHeight = "";
      return;
    }
    let items = measure();
    for (const closer of ["dense", "denser"]) {
      if (!items.some((i) => i.at - i.want > far)) break;
      reader.classList.add(closer);
      items = measure();
    }
    let end = 0;
    threads.replaceChildren();
    for (const i of items) {
      i.li.style.top = `${i.at}px`;
      end = Math.max(end, i.at + i.height);
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      const y = Math.round(i.line) + 0.5, to = Math.round(i.at + 11) + 0.5;
      path.setAttribute("d", `M4 ${y} H16 L34 ${to} H46`);
      path.classList.toggle("far", Math.abs(to - y) > far);
      path.classList.toggle("lit", i.li.matches(".lit, .current"));
      i.li.thread = path;
      threads.append(path);
    }
    text.style.minHeight = `${Math.ceil(end)}px`;
  };

  // settle gives each item its place: the places that are nearest to the wanted
  // ones, in order, without overlap (pool adjacent violators).
  const settle = (items) => {
    const pools = [];
    let before = 0; // height of the items so far
    for (const i of items) {
      const weight = i.pinned ? 1e6 : 1;
      pools.push({ sum: (i.want - before) * weight, weight, n: 1 });
      before += i.height + gap;
      while (pools.length > 1 && pools.at(-2).sum / pools.at(-2).weight >= pools.at(-1).sum / pools.at(-1).weight) {
        const last = pools.pop(), pool = pools.at(-1);
        pool.sum += last.sum;
        pool.weight += last.weight;
        pool.n += last.n;
      }
    }
    let k = 0, height = 0;
    for (const pool of pools) {
      const shift = Math.max(0, pool.sum / pool.weight);
      for (let n = 0; n < pool.n; n++, k++) {
        items[k].at = shift + height;
        height += items[k].height + gap;
      }
    }
  };

  // Pointing at a card lights its words, and the reverse.
  const light = (e, on) => {
    e.card.classList.toggle("lit", on);
    for (const m of e.marks) m.classList.toggle("lit", on);
    const li = e.card.closest(".line > .cards > li");
    li?.thread?.classList.toggle("lit", on || e.card.classList.contains("current"));
  };
  for (const e of evidence) {
    for (const [on, off] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
      e.card.addEventListener(on, () => light(e, true));
      e.card.addEventListener(off, () => light(e, false));
      for (const m of e.marks) {
        m.addEventListener(on, () => light(e, true));
        m.addEventListener(off, () => light(e, false));
      }
    }
  }

  // go makes one piece of evidence the current one.
  const go = (n) => {
    if (evidence[current]) {
      evidence[current].card.classList.remove("current");
      for (const m of evidence[current].marks) m.classList.remove("current");
    }
    current = n;
    const e = evidence[n];
    const fold = e.card.closest(".card-fold details");
    if (fold) fold.open = true;
    e.card.classList.add("current");
    for (const m of e.marks) m.classList.add("current");
    place();
    const link = e.mark.querySelector("a");
    link.focus({ preventScroll: true });
    e.mark.scrollIntoView({ block: "center" });
    const badges = [...e.card.querySelectorAll(".badge")].map((b) => b.textContent.trim()).join(", ");
    byId("walk-at").textContent = `${n + 1} of ${evidence.length}: ${e.card.querySelector(".card-sentence").textContent.trim()}${badges && ` (${badges})`}`;
  };

  // step goes to the next or previous evidence from the current one, from what has
  // the focus, or from what is on the screen; over the border of a part where there
  // is more, else around the corner.
  const step = (by) => {
    const border = byId(by > 0 ? "evidence-after" : "evidence-before");
    if (evidence.length === 0) {
      if (border) location.assign(border.href);
      return;
    }
    const focused = evidence.findIndex((e) => e.card.contains(document.activeElement) || e.marks.some((m) => m.contains(document.activeElement)));
    const here = evidence[current], box = here?.mark.getBoundingClientRect();
    const stands = here && (here.marks.some((m) => m.contains(document.activeElement)) || document.activeElement === document.body && box.bottom > 0 && box.top < innerHeight);
    let at = stands ? current : focused;
    if (at < 0) {
      const below = evidence.findIndex((e) => e.mark.getBoundingClientRect().top > 0);
      at = by > 0 ? (below < 0 ? -1 : below - 1) : (below <= 0 ? evidence.length : below);
    }
    let next = at + by;
    if (next < 0 || next >= evidence.length) {
      if (border) {
        location.assign(border.href);
        return;
      }
      next = (next + evidence.length) % evidence.length;
    }
    go(next);
  };

  // before counts the code points of a line before a place of it, and leaves out
  // nothing: each line tells the code point with which it begins.
  const codePoints = (s) => { let n = 0; for (const _ of s) n++; return n; };
  const before = (line, node, offset) => {
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    return Number(line.dataset.at) + codePoints(range.toString());
  };
  const lineOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".text-line");

  // selected returns the place of the selected words, and the words where they can
  // be told from the page; null where nothing of the text is selected.
  const selected = () => {
    const s = getSelection();
    if (s.rangeCount === 0 || s.isCollapsed) return null;
    const range = s.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const lines = [...text.querySelectorAll(".text-line")].filter((l) => range.intersectsNode(l) && l.checkVisibility());
    const parts = lines.map((line) => {
      const r = document.createRange();
      r.selectNodeContents(line);
      if (line.contains(range.startContainer)) r.setStart(range.startContainer, range.startOffset);
      if (line.contains(range.endContainer)) r.setEnd(range.endContainer, range.endOffset);
      return { line, words: r.toString(), start: before(line, r.startContainer, r.startOffset) };
    }).filter((p) => p.words !== "");
    if (parts.length === 0) return null;
    const first = parts[0], last = parts.at(-1);
    const at = { start: first.start, end: last.start + codePoints(last.words), rect: range.getBoundingClientRect() };
    // Line ends, and what HTML cannot hold, are known to the server alone.
    if (parts.length === 1 && !/[\n\r\ufffd]/.test(first.words)) at.words = first.words;
    return at;
  };

  const hex = (buffer) => [...new Uint8Array(buffer).subarray(0, 8)].map((b) => b.toString(16).padStart(2, "0")).join("");
  const ask = async (at) => {
    const answer = await fetch(`${text.dataset.words}?at=${at.start}-${at.end}`);
    if (!answer.ok) throw new Error((await answer.json()).detail);
    return (await answer.json()).places[0];
  };
  // linkTo makes the address of words, with their hash.
  const linkTo = async (at) => {
    if (at.words === undefined || !globalThis.crypto?.subtle) return new URL((await ask(at)).link, location.href).href;
    const hash = hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(at.words)));
    const here = new URLSearchParams(location.search), to = new URLSearchParams();
    to.set("at", `${at.start}-${at.end}`);
    to.set("id", here.get("id"));
    to.set("q", hash);
    for (const name of ["published-by", "recorded-by", "about"]) if (here.get(name)) to.set(name, here.get(name));
    return `${location.origin}/document?${to}#here`;
  };

  const copy = (promise, done) => {
    const failed = (e) => tell(e?.message || "The browser does not let the page copy.");
    if (!navigator.clipboard) { failed(); return; }
    const taken = window.ClipboardItem
      ? navigator.clipboard.write([new ClipboardItem({ "text/plain": promise.then((t) => new Blob([t], { type: "text/plain" })) })])
      : promise.then((t) => navigator.clipboard.writeText(t));
    taken.then(() => tell(done), failed);
  };
  const copyLink = () => {
    const at = selected();
    if (at) copy(linkTo(at), "Link to these words copied.");
    else if (evidence[current]) copy(Promise.resolve(evidence[current].card.querySelector("[data-permalink]").href), "Link to this evidence copied.");
    else return false;
    return true;
  };
  // citationOf asks for the citation of a card's claim, with the dates of the page.
  const citationOf = async (card) => {
    const claim = new URL(card.querySelector(".card-sentence a").href);
    const id = claim.searchParams.get("id");
    claim.searchParams.delete("id");
    const answer = await fetch(`/api/v1/claims/${encodeURIComponent(id)}${claim.search}`);
    if (!answer.ok) throw new Error((await answer.json()).detail);
    return (await answer.json()).citation;
  };
  const copyCitation = () => {
    const at = selected();
    if (at) copy(ask(at).then((p) => p.citation), "Citation of these words copied.");
    else if (evidence[current]) copy(citationOf(evidence[current].card), "Citation of this claim copied.");
    else return false;
    return true;
  };

  // claimOf is the address that reads the words of a link as a claim.
  const claimOf = (link) => {
    const to = new URL(link);
    to.pathname = "/propose";
    to.hash = "";
    return to.href;
  };
  const makeClaim = () => {
    const at = selected();
    if (at) linkTo(at).then((href) => location.assign(claimOf(href)), (e) => tell(e.message));
    else if (evidence[current]) location.assign(claimOf(evidence[current].card.querySelector("[data-permalink]").href));
    else return false;
    return true;
  };

  // The toolbar stands below the selected words.
  const chosen = byId("chosen");
  const show = () => {
    const at = selected();
    chosen.hidden = !at;
    if (!at) return;
    const room = document.documentElement.clientWidth - chosen.offsetWidth - 16;
    chosen.style.left = `${Math.max(8, Math.min(room, at.rect.left)) + scrollX - offsetOf(chosen).left}px`;
    chosen.style.top = `${at.rect.bottom + 8 + scrollY - offsetOf(chosen).top}px`;
    linkTo(at).then((href) => {
      byId("chosen-open").href = href;
      byId("chosen-claim").href = claimOf(href);
    }, () => {});
  };
  const offsetOf = (e) => {
    const parent = e.offsetParent ?? document.body, box = parent.getBoundingClientRect();
    return parent === document.body && getComputedStyle(parent).position === "static" ? { left: 0, top: 0 } : { left: box.left + scrollX, top: box.top + scrollY };
  };
  let soon = 0;
  document.addEventListener("selectionchange", () => {
    cancelAnimationFrame(soon);
    soon = requestAnimationFrame(show);
  });
  // A click on a button must not lose the selection.
  chosen.addEventListener("pointerdown", (e) => { if (e.target.closest("button, a")) e.preventDefault(); });
  byId("chosen-link").addEventListener("click", copyLink);
  byId("chosen-cite").addEventListener("click", copyCitation);

  const walk = byId("walk");
  if (walk && (evidence.length > 0 || byId("evidence-after") || byId("evidence-before"))) {
    walk.hidden = false;
    byId("walk-back").addEventListener("click", () => step(-1));
    byId("walk-on").addEventListener("click", () => step(1));
    byId("walk-at").textContent = evidence.length ? `${evidence.length} to go through` : "";
  }

  // These keys mean more here than elsewhere; what is not done here, and the letter
  // after g, which names a page, is left to the page.
  let waiting = false;
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]") || e.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (waiting) { waiting = false; return; }
    if (e.key === "g") { waiting = true; return; }
    const done = { n: () => (step(1), true), p: () => (step(-1), true), l: copyLink, y: copyCitation, e: makeClaim,
      Escape: () => { if (chosen.hidden) return false; getSelection().removeAllRanges(); chosen.hidden = true; return true; } }[e.key]?.();
    if (!done) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  }, true);

  if (evidence.length > 0) {
    reader.classList.add("placed");
    text.append(threads);
    place();
    requestAnimationFrame(() => reader.classList.add("settled"));
    new ResizeObserver(place).observe(text.parentElement);
    text.addEventListener("toggle", place, true);
    text.addEventListener("focusin", place);
    wide.addEventListener("change", place);
    document.fonts?.ready.then(place);
    // Who comes from another part stands at the evidence that the address names.
    const named = evidence.findIndex((e) => `#${e.anchor.id}` === location.hash);
    // The browser itself goes there first, and takes the focus away.
    if (named >= 0) addEventListener("load", () => go(named), { once: true });
  }
})();
