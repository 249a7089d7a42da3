// Judges pages with Lighthouse, as "make lighthouse" asks: home, a search and the
// longest document, over the sample collection, or over the server that TARGET
// names. Prints the scores and what cost some, and fails where one is below the
// bar. CHROME_PATH may name the browser.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";

const bar = 95;
const categories = ["performance", "accessibility", "best-practices"];

// serve starts the demo and returns its address, without the last slash.
async function serve(program) {
  const server = spawn(program, ["demo", "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const chunk of server.stdout) {
    said += chunk;
    const address = said.match(/http:\/\/[^/\s]+/);
    if (address) return { base: address[0], stop: () => server.kill("SIGTERM") };
  }
  throw new Error(`${program} demo ended: ${said}`);
}

// longest returns the id of the document in which most was found.
async function longest(base) {
  let best = { claims: -1 }, after = "";
  for (let page = 0; page < 10; page++) {
    const answer = await (await fetch(`${base}/api/v1/documents?limit=200&after=${after}`)).json();
    for (const d of answer.documents) if (d.claims + d.statements > (best.claims + best.statements || -1)) best = d;
    after = answer.next || "";
    if (!after) break;
  }
  return best.id;
}

const server = process.env.TARGET ? { base: process.env.TARGET.replace(/\/$/, ""), stop() {} } : await serve(process.argv[2]);
const chromePath = process.env.CHROME_PATH || ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const chrome = await chromeLauncher.launch({ chromePath, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
let low = false;
try {
  const pages = { home: "/", search: "/search?q=nato", reader: "/document?id=" + (await longest(server.base)) };
  for (const form of ["mobile", "desktop"]) {
    const config = form === "desktop" ? (await import("lighthouse/core/config/desktop-config.js")).default : undefined;
    for (const [name, path] of Object.entries(pages)) {
      const { lhr } = await lighthouse(server.base + path, { port: chrome.port, onlyCategories: categories, logLevel: "error" }, config);
      const scores = categories.map((c) => Math.round(lhr.categories[c].score * 100));
      const first = lhr.audits["first-contentful-paint"].displayValue, largest = lhr.audits["largest-contentful-paint"].displayValue;
      console.log(`${form.padEnd(8)} ${name.padEnd(8)} ${categories.map((c, i) => `${c} ${scores[i]}`).join(", ")}; first paint ${first}, largest ${largest}, ${lhr.audits["total-byte-weight"].displayValue}`);
      low ||= scores.some((s) => s < bar);
      for (const c of categories) {
        for (const { id, weight } of lhr.categories[c].auditRefs) {
          const audit = lhr.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 0.9) {
            console.log(`  ${c}: ${audit.title} ${audit.displayValue ?? ""}`);
            for (const item of audit.details?.items?.slice(0, 5) ?? []) console.log("   ", item.node?.snippet ?? item.description ?? JSON.stringify(item).slice(0, 200));
          }
        }
      }
    }
  }
} finally {
  await chrome.kill();
  server.stop();
}
if (low) {
  console.log(`a score is below ${bar}`);
  process.exitCode = 1;
}
