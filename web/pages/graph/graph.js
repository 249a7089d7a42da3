// The graph page: a period to slide, and a drawing to move about in. Without
// Cytoscape the drawing of the server stays; the tables always do.
"use strict";
(() => {
  // Two sliders instead of two fields. They write the parameter about.
  const slide = () => {
    const period = document.querySelector(".period");
    if (!period || period.classList.contains("slides")) return;
    const from = period.dataset.from, until = period.dataset.until;
    if (from === until) return;
    const [first, last] = period.querySelectorAll("input");
    const about = document.createElement("input");
    about.type = "hidden";
    about.name = "about";
    period.append(about);
    const shows = new Map();
    for (const input of [first, last]) {
      const value = input.value || (input === first ? from : until);
      input.type = "range";
      input.step = "1";
      input.min = from;
      input.max = until;
      input.value = value;
      input.removeAttribute("placeholder");
      input.removeAttribute("name"); // about says it
      const output = document.createElement("output");
      output.setAttribute("for", input.id);
      input.labels[0].append(" ", output);
      shows.set(input, output);
    }
    const tell = (moved) => {
      if (+first.value > +last.value) (moved === first ? last : first).value = moved.value;
      for (const [input, output] of shows) output.value = input.value;
      // At either end the period is open.
      const open = first.value === from, endless = last.value === until;
      if (open && "early" in period.dataset) shows.get(first).value += " or earlier";
      if (endless && "late" in period.dataset) shows.get(last).value += " or later";
      about.value = open && endless ? "" : first.value === last.value && !open && !endless ? first.value : `${open ? ".." : first.value}/${endless ? ".." : last.value}`;
    };
    period.classList.add("slides");
    period.addEventListener("input", (e) => { if (shows.has(e.target)) tell(e.target); });
    period.addEventListener("change", () => {
      const bar = document.getElementById("about");
      if (bar) bar.value = about.value;
    });
    tell(first);
  };

  // What a form leaves empty does not belong into its address.
  const tidy = () => {
    const form = document.getElementById("network-form");
    if (!form) return;
    form.addEventListener("formdata", (e) => {
      const usual = { limit: "50", steps: "1" };
      for (const [name, value] of [...e.formData]) if (value === "" || usual[name] === value) e.formData.delete(name);
    });
    form.addEventListener("htmx:configRequest", (e) => {
      const params = e.detail.parameters;
      for (const name of Object.keys(params)) if (params[name] === "") delete params[name];
    });
  };

  const shapes = { person: "ellipse", organisation: "rectangle", state: "hexagon", instrument: "diamond", document: "polygon", event: "triangle", concept: "ellipse", phrase: "ellipse" };

  const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    return { paper: of("--paper"), raised: of("--raised"), ink: of("--ink"), muted: of("--muted"), control: of("--control"), link: of("--link"), mark: of("--mark"), place: of("--place"), warn: of("--warn"), sans: of("--sans") };
  };

  const looks = () => {
    const c = colours();
    const filled = (kind, colour) => ({ selector: `node[kind = "${kind}"]`, style: { "background-color": colour, shape: shapes[kind] } });
    return [
      { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } },
      { selector: "node", style: {
        width: "data(size)", height: "data(size)", label: "data(label)", "font-family": c.sans, "font-size": 13, color: c.ink,
        "text-valign": "bottom", "text-halign": "center", "text-wrap": "wrap", "text-margin-y": 3, "text-outline-color": c.paper, "text-outline-width": 2,
        "background-color": c.paper, "border-color": c.link, "border-width": 2, shape: "ellipse", "overlay-opacity": 0 } },
      filled("person", c.raised), filled("organisation", c.mark), filled("state", c.place), filled("instrument", c.paper), filled("document", c.paper), filled("event", c.paper), filled("phrase", c.paper),
      { selector: 'node[kind = "document"]', style: { "shape-polygon-points": "-0.7 -0.95 0.3 -0.95 0.7 -0.5 0.7 0.95 -0.7 0.95" } },
      { selector: 'node[kind = "concept"]', style: { height: "data(low)" } },
      { selector: 'node[kind = "phrase"]', style: { "border-style": "dashed" } },
      { selector: "node[?fold]", style: { shape: "round-rectangle", "border-style": "dashed", "border-color": c.muted, color: c.muted, "background-color": c.paper } },
      { selector: "node[?centre]", style: { "background-color": c.link, "font-weight": "bold", "font-size": 14 } },
      { selector: "edge", style: { width: "data(breadth)", "line-color": c.control, "line-opacity": 0.5, "curve-style": "straight", label: "data(label)", "font-family": c.sans, "font-size": 11, color: c.muted,
        "text-outline-color": c.paper, "text-outline-width": 2, "min-zoomed-font-size": 10, "overlay-opacity": 0 } },
      { selector: "edge[?bent]", style: { "curve-style": "unbundled-bezier", "control-point-distances": "data(bend)", "control-point-weights": 0.5, "line-opacity": 0.25 } },
      { selector: "edge[!href]", style: { "line-style": "dotted" } },
      { selector: "edge[?path]", style: { "line-color": c.warn, "line-style": "dashed", "line-opacity": 1 } },
      { selector: ".near", style: { "line-color": c.link, "line-opacity": 0.9, color: c.ink, "z-index": 5 } },
      { selector: "node.chosen", style: { "border-width": 5, "border-color": c.warn, "z-index": 10 } },
      { selector: "edge.chosen", style: { "line-color": c.warn, "line-opacity": 1, color: c.warn, "z-index": 10 } },
    ];
  };

  let restyle = null; // follows the colour scheme

  const enliven = () => {
    restyle = null;
    const data = document.getElementById("network-data");
    if (!data || typeof cytoscape === "undefined") return;
    const section = data.closest(".network");
    const { nodes, edges } = JSON.parse(data.textContent);
    // Cytoscape adds a style sheet of its own unless something has this name.
    if (!document.getElementById("__________cytoscape_stylesheet")) {
      const meta = document.createElement("meta");
      meta.id = "__________cytoscape_stylesheet";
      document.head.append(meta);
    }
    const make = (tag, className, text = "") => {
      const e = document.createElement(tag);
      e.className = className;
      e.textContent = text;
      return e;
    };
    const stage = make("div", "stage");
    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", "The graph, to move about in");
    stage.setAttribute("aria-describedby", "stage-keys");
    const keys = make("p", "stage-keys", "Drag to move, scroll with Ctrl to zoom, click to choose, double-click to put in the middle. Keys: arrows go from node to node, Enter opens, + and − zoom, 0 shows all, Escape leaves.");
    keys.id = "stage-keys";
    const tools = make("div", "stage-tools");
    const said = make("p", "stage-said");
    said.setAttribute("role", "status");
    const before = section.querySelector(".drawing");
    before.before(keys, stage, tools, said);
    section.classList.add("lively");

    const centre = nodes.find((n) => n.centre);
    const at = new Map(nodes.map((n) => [n.id, n]));
    const bend = (e) => { // as the drawing of the server: away from the middle
      const a = at.get(e.a), b = at.get(e.b), dx = b.x - a.x, dy = b.y - a.y;
      const side = -dy * ((a.x + b.x) / 2 - centre.x) + dx * ((a.y + b.y) / 2 - centre.y);
      return (side < 0 ? -1 : 1) * 0.16 * Math.hypot(dx, dy);
    };
    const cy = cytoscape({
      container: stage,
      elements: [
        ...nodes.map((n) => ({ data: { ...n, size: 2 * n.r, low: 1.2 * n.r }, position: { x: n.x, y: n.y } })),
        ...edges.map((e, i) => {
          const bent = e.a !== centre.id && e.b !== centre.id;
          return { data: { id: `edge ${i}`, source: e.a, target: e.b, count: e.count ?? "", label: e.count > 1 ? e.label ?? "" : "", breadth: e.breadth, href: e.href, path: e.path, bent, bend: bent ? bend(e) : 0 } };
        }),
      ],
      style: looks(),
      layout: { name: "preset" },
      minZoom: 0.2, maxZoom: 4, userZoomingEnabled: false, boxSelectionEnabled: false, autounselectify: true,
    });
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const fit = () => { cy.fit(undefined, 16); if (cy.zoom() > 1.25) { cy.zoom(1.25); cy.center(); } };
    // On small screens all at once could not be read: the middle comes first.
    const begin = () => { fit(); if (cy.zoom() < 0.85) { cy.zoom(0.85); cy.center(cy.getElementById(centre.id)); } };
    const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
    begin();
    let seen = stage.clientWidth;
    new ResizeObserver(() => {
      if (stage.clientWidth === seen || stage.clientWidth === 0) return;
      seen = stage.clientWidth;
      cy.resize();
      begin();
    }).observe(stage);
    restyle = () => cy.style(looks());
    stage.network = cy; // for tests

    let chosen = null;
    const choose = (e, show) => {
      chosen = e;
      cy.elements().removeClass("chosen near");
      for (const row of document.querySelectorAll("tr.chosen")) row.classList.remove("chosen");
      said.textContent = "";
      if (!e) return;
      e.addClass("chosen");
      if (e.isNode()) e.connectedEdges().addClass("near");
      const link = document.createElement("a");
      link.href = e.data("href") ?? "#nodes";
      if (e.isNode()) {
        const row = document.getElementById(e.data("row") ?? "");
        if (row) row.classList.add("chosen");
        said.append(`${e.data("says")}. `);
        link.textContent = e.data("centre") ? "Open its page" : e.data("fold") ? "Unfold" : "Put it in the middle";
        const claims = row?.querySelector("td.number a");
        if (claims) {
          const list = document.createElement("a");
          list.href = claims.href;
          list.textContent = "Its claims";
          said.append(list, " · ");
        }
        said.append(link);
        if (row) {
          const to = document.createElement("a");
          to.href = `#${row.id}`;
          to.textContent = "In the table";
          said.append(" · ", to);
        }
      } else {
        said.append(`${e.source().data("name")} and ${e.target().data("name")}${e.data("count") ? `: ${e.data("count")} claims. ` : ". "}`);
        if (e.data("href")) { link.textContent = "Show them"; said.append(link); }
      }
      if (show) {
        const p = e.renderedPosition(), edge = 60;
        if (p.x < edge || p.y < edge || p.x > cy.width() - edge || p.y > cy.height() - edge) {
          if (still.matches) cy.center(e); else cy.animate({ center: { eles: e }, duration: 200 });
        }
      }
    };
    const open = (e) => { if (e?.data("href")) location.assign(e.data("href")); };
    cy.on("tap", (e) => choose(e.target === cy ? null : e.target, false));
    cy.on("dbltap", "node, edge", (e) => open(e.target));
    // The wheel scrolls the page; with Ctrl it zooms.
    stage.addEventListener("wheel", (e) => {
      if (!e.ctrlKey) return;
      e.preventDefault();
      const box = stage.getBoundingClientRect();
      cy.zoom({ level: cy.zoom() * (e.deltaY < 0 ? 1.15 : 1 / 1.15), renderedPosition: { x: e.clientX - box.left, y: e.clientY - box.top } });
    }, { passive: false });

    // The nearest node in a direction, nodes straight ahead before those aside.
    const beside = (from, dx, dy) => {
      let best = null, least = Infinity;
      const p = from.position();
      cy.nodes().forEach((n) => {
        const q = n.position(), ahead = (q.x - p.x) * dx + (q.y - p.y) * dy, aside = Math.abs((q.x - p.x) * dy) + Math.abs((q.y - p.y) * dx);
        if (n === from || ahead <= 0) return;
        const far = ahead + 2 * aside;
        if (far < least) { best = n; least = far; }
      });
      return best;
    };
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    stage.addEventListener("keydown", (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey) return;
      if (ways[e.key]) {
        const from = chosen?.isNode() ? chosen : null;
        choose(from ? beside(from, ...ways[e.key]) ?? from : cy.getElementById(centre.id), true);
      } else if (e.key === "Enter") open(chosen);
      else if (e.key === "+" || e.key === "=") zoom(1.25);
      else if (e.key === "-" || e.key === "−") zoom(0.8);
      else if (e.key === "0") fit();
      else if (e.key === "Escape") { choose(null); tools.querySelector("button").focus(); } else return;
      e.preventDefault();
      e.stopPropagation();
    });

    const button = (text, act) => {
      const b = make("button", "copy", text);
      b.type = "button";
      b.addEventListener("click", act);
      tools.append(b);
      return b;
    };
    button("Show all", fit);
    button("Larger", () => zoom(1.25));
    button("Smaller", () => zoom(0.8));
    const plain = button("Plain drawing", () => {
      const lively = section.classList.toggle("lively");
      stage.hidden = keys.hidden = said.hidden = !lively;
      plain.setAttribute("aria-pressed", String(!lively));
      if (lively) { cy.resize(); fit(); }
    });
    plain.setAttribute("aria-pressed", "false");
    // Where fingers scroll the page, they should not get caught in the stage.
    if (matchMedia("(pointer: coarse)").matches) plain.click();
  };

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => restyle?.());
  document.addEventListener("htmx:afterSwap", (e) => { if (e.detail.elt?.id === "network" || e.target.id === "network") enliven(); });
  slide();
  tidy();
  enliven();
})();
