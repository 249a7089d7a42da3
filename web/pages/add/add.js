// Adding documents: files and folders are dropped or chosen, go up in several
// requests, and the page of their batch follows what becomes of each. All of it
// is also a form and a page that work without this.
"use strict";
(() => {
  const limits = document.getElementById("add-form")?.dataset ?? {};
  const most = Number(limits.most ?? 0), largest = Number(limits.largest ?? 0); // files of a batch, bytes of a file
  const perRequest = 40, roomPerRequest = 8 << 20;
  // What lies beside documents in a folder without being one, as the command ingest leaves it alone.
  const beside = /\.(tsv|csv|json|jsonl|xml|ya?ml|toml|sum|lock)$/i;

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  let said = 0;
  const tell = (words) => {
    const told = document.getElementById("told");
    told.textContent = words;
    clearTimeout(said);
    said = setTimeout(() => { told.textContent = ""; }, 8000);
  };

  // --- the page of a batch ---

  let stream = null;
  const fragment = (html) => {
    const t = document.createElement("template");
    t.innerHTML = html; // made by our own templates, which escape what files are called
    return t.content;
  };

  // Shows the server's page of a batch in place of what is shown.
  const show = async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const focus = document.activeElement?.id;
    document.getElementById("main").replaceChildren(...page.getElementById("main").childNodes);
    document.title = page.title;
    if (focus) document.getElementById(focus)?.focus();
  };

  const watch = () => {
    const batch = document.getElementById("batch");
    if (!batch || "done" in batch.dataset || stream) return;
    stream = new EventSource(batch.dataset.events);
    stream.addEventListener("row", (e) => {
      const { n, html } = JSON.parse(e.data);
      const row = document.getElementById(`file-${n}`);
      if (!row) return;
      const link = row.contains(document.activeElement);
      const fresh = fragment(html);
      row.replaceWith(fresh);
      if (link) document.querySelector(`#file-${n} a`)?.focus();
    });
    stream.addEventListener("totals", (e) => {
      const box = document.getElementById("totals");
      const fresh = fragment(JSON.parse(e.data).html);
      const before = box.querySelector(".totals"), now = fresh.querySelector(".totals");
      if (before && now && before.textContent === now.textContent) now.replaceWith(before); // so that it is not read out again
      box.replaceChildren(fresh);
    });
    stream.addEventListener("done", async () => {
      stream.close();
      stream = null;
      try { await show(location.href); } catch { location.reload(); }
    });
  };
  // A page that is left keeps no stream open; one that is come back to opens it again.
  addEventListener("pagehide", () => { stream?.close(); stream = null; });
  addEventListener("pageshow", watch);
  let pushed = false;
  addEventListener("popstate", () => { if (pushed) location.reload(); });

  // --- sending ---

  let sending = false;
  addEventListener("beforeunload", (e) => { if (sending) e.preventDefault(); });

  const problem = async (answer) => {
    try { return (await answer.json()).detail; } catch { return answer.statusText; }
  };

  // Sends one request and tells how much of it is gone. Resolves to the status.
  const post = (address, body, progress) => new Promise((done) => {
    const r = new XMLHttpRequest();
    r.open("POST", address);
    r.upload.addEventListener("progress", (e) => progress(e.loaded));
    r.addEventListener("load", () => done({ status: r.status, text: r.responseText, wait: Number(r.getResponseHeader("Retry-After")) }));
    r.addEventListener("error", () => done({ status: 0, text: "" }));
    r.send(body);
  });

  const mark = (n, words) => {
    const row = document.getElementById(`file-${n}`);
    if (row?.classList.contains("file-coming")) row.querySelector(".state").textContent = words;
  };

  // Sends a request until it is taken: the server may be full, or start anew.
  const persist = async (address, chunk) => {
    for (let tries = 0; ; tries++) {
      const body = new FormData();
      for (const f of chunk) body.append(`file-${f.n}`, f.file, f.name);
      const answer = await post(address, body, (gone) => {
        for (const f of chunk) {
          const part = Math.max(0, Math.min(gone, f.file.size));
          gone -= part;
          if (part > 0) mark(f.n, part < f.file.size ? `sending, ${Math.floor(100 * part / f.file.size)} %` : "sent");
        }
      });
      if (answer.status === 202) return null;
      if (answer.status === 503 && tries < 600 || answer.status === 0 && tries < 30) {
        await pause(1000 * (answer.wait || 2));
        continue;
      }
      try { return JSON.parse(answer.text).detail; } catch { return "the server does not answer"; }
    }
  };

  const chunks = function* (files) {
    let chunk = [], size = 0;
    for (const f of files) {
      if (chunk.length > 0 && (chunk.length === perRequest || size + f.file.size > roomPerRequest)) {
        yield chunk;
        chunk = [];
        size = 0;
      }
      chunk.push(f);
      size += f.file.size;
    }
    if (chunk.length > 0) yield chunk;
  };

  const told = (name) => document.getElementById(name)?.value.trim() ?? "";

  // Makes a batch of files, shows its page, and sends them.
  const send = async (files) => {
    if (sending) { tell("Other files are still on their way; wait until they are sent."); return; }
    if (files.length === 0) { tell("There is no document among these."); return; }
    if (files.length > most) { tell(`At most ${most} files at a time; these are ${files.length}.`); return; }
    sending = true;
    try {
      const answer = await fetch("/api/v1/batches", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({
        files: files.map((f) => ({ name: f.name, size: f.file.size })),
        outlet: told("outlet"), author: told("author"), published: told("published"), url: told("url"), licence: told("licence"),
      }) });
      if (!answer.ok) { tell(await problem(answer)); return; }
      const batch = await answer.json();
      const here = new URLSearchParams(location.search);
      const to = new URLSearchParams({ id: batch.id });
      for (const name of ["published-by", "recorded-by", "about"]) if (here.get(name)) to.set(name, here.get(name));
      history.pushState({}, "", `/add/batch?${to}`);
      pushed = true;
      await show(location.href);
      document.getElementById("main").focus();
      scrollTo(0, 0);
      watch();
      const numbered = files.map((f, i) => ({ ...f, n: i + 1 })).filter((f) => f.file.size > 0 && f.file.size <= largest);
      for (const chunk of chunks(numbered)) {
        const wrong = await persist(`/api/v1/batches/${batch.id}/files`, chunk);
        if (wrong !== null) { tell(`Sending broke off: ${wrong}`); return; }
      }
    } catch (e) {
      tell(`Sending broke off: ${e.message}`);
    } finally {
      sending = false;
    }
  };

  // --- choosing and dropping ---

  const hidden = (name) => name.split("/").some((part) => part.startsWith("."));

  // Leaves alone what a folder holds beside documents, and says so.
  const choose = (files) => {
    const kept = files.filter((f) => !f.fromFolder || !hidden(f.name) && !beside.test(f.name));
    if (kept.length < files.length) tell(`${files.length - kept.length} hidden files or tables of the folder are left alone.`);
    return kept;
  };

  // Every file under an entry that was dropped, with its path.
  const walk = async (entry, found) => {
    if (found.length > most) return;
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      const name = entry.fullPath.replace(/^\//, "");
      found.push({ file, name, fromFolder: name.includes("/") });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, fail) => reader.readEntries(done, fail)); // a hundred at a time
      if (some.length === 0) return;
      for (const e of some.sort((a, b) => a.name < b.name ? -1 : 1)) await walk(e, found);
    }
  };

  const form = document.getElementById("add-form");
  if (form) {
    document.getElementById("drop-hint").hidden = false;
    const carries = (e) => [...e.dataTransfer?.types ?? []].includes("Files");
    let depth = 0;
    const hover = (on) => form.classList.toggle("dragging", on);
    addEventListener("dragenter", (e) => { if (carries(e)) { depth++; hover(true); } });
    addEventListener("dragleave", (e) => { if (carries(e) && --depth <= 0) { depth = 0; hover(false); } });
    addEventListener("dragover", (e) => { if (carries(e)) e.preventDefault(); });
    addEventListener("drop", async (e) => {
      if (!carries(e) || !document.getElementById("add-form")) return;
      e.preventDefault();
      depth = 0;
      hover(false);
      // Entries must be taken before the event ends.
      const entries = [...e.dataTransfer.items].map((i) => i.webkitGetAsEntry?.()).filter((i) => i);
      const plain = [...e.dataTransfer.files].map((file) => ({ file, name: file.name, fromFolder: false }));
      let found = plain;
      if (entries.length > 0) {
        found = [];
        try {
          for (const entry of entries) await walk(entry, found);
        } catch (wrong) {
          tell(`A file cannot be read: ${wrong.message}`);
        }
      }
      send(choose(found));
    });
    // Several files go up in parts, so that each is followed; one file or a text is sent as the form it is.
    form.addEventListener("submit", (e) => {
      const files = [...document.getElementById("file").files, ...document.getElementById("folder").files]
        .map((file) => ({ file, name: file.webkitRelativePath || file.name, fromFolder: file.webkitRelativePath !== "" }));
      if (files.length < 2) return;
      e.preventDefault();
      const text = told("text");
      if (text) files.push({ file: new File([document.getElementById("text").value], "pasted.txt", { type: "text/plain" }), name: "pasted.txt", fromFolder: false });
      send(choose(files));
    });
  }
  watch();
})();
