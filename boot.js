// Starts the page, and stands by to save the person's text when it breaks.
//
// Loaded before the wasm and independent of it: whatever happens there, what was typed can still
// be read from the fields and the store, and downloaded.

// Everything that the page turns into markup passes here. Leptos hands over static pieces of its
// own templates only; anything that could run code is refused.
const runs = /<\s*(script|iframe|object|embed|base|link|meta|style|form)\b|\son[a-z]+\s*=|javascript:|srcdoc/i;
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    createHTML(html) {
      if (runs.test(html)) throw new TypeError("This markup could run code and was refused.");
      return html;
    },
    createScriptURL(address) {
      const url = new URL(address, document.baseURI);
      if (url.origin !== location.origin) throw new TypeError("Scripts come from this page's own host only.");
      return url.href;
    },
  });
}

const make = (name, text) => {
  const node = document.createElement(name);
  node.textContent = text;
  return node;
};

const download = (name, text) => {
  const link = make("a", "");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

// What stands in the fields now, in the order of the page, each under its label.
const typed = () =>
  [...document.querySelectorAll("input, textarea")]
    .filter((field) => field.value && !["checkbox", "radio", "file", "button"].includes(field.type))
    .filter((field) => !field.closest("#rescue"))
    .map((field) => {
      const label = field.getAttribute("aria-label") || field.labels?.[0]?.textContent?.trim();
      return label ? label + ":\n" + field.value : field.value;
    })
    .join("\n\n");

// The records of all drafts as they are stored; empty where storage is denied.
const stored = () => {
  try {
    const records = {};
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key?.startsWith("posthoc/")) records[key] = localStorage.getItem(key);
    }
    return Object.keys(records).length ? JSON.stringify(records, null, 1) : "";
  } catch {
    return "";
  }
};

const notice = (title, lines) => {
  document.getElementById("rescue")?.remove();
  const box = document.createElement("section");
  box.id = "rescue";
  box.className = "rescue";
  box.setAttribute("role", "alert");
  box.append(make("h1", title), ...lines.map((line) => make("p", line)));
  document.body.prepend(box);
  return box;
};

const button = (box, words, act) => {
  const node = make("button", words);
  node.type = "button";
  node.addEventListener("click", act);
  box.append(node, " ");
};

let rescued = false;
// A page that is being left has nothing to show any more. What its program still does then goes
// wrong where the browser has taken things away already, and nobody's text is concerned.
addEventListener("pagehide", (event) => (rescued ||= !event.persisted));

// The page no longer answers. Shows what was typed and stored, once. What is typed from then on
// goes nowhere but into its field, so the text is read anew at each key.
window.posthocRescue = (message) => {
  if (rescued) return;
  rescued = true;
  // Nothing can be pressed behind an open dialog. Closing it leaves its fields where they are.
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
  const records = stored();
  // An error from outside leaves the program half alive: it must not write into the fields again.
  for (const name of ["input", "change", "focus", "blur", "focusin", "focusout", "keydown", "pointerdown", "click"]) {
    addEventListener(name, (event) => event.target.closest?.("#rescue") || event.stopImmediatePropagation(), true);
  }
  const box = notice("Posthoc stopped working", [
    "What you typed is below. Download or copy it, then reload the page; your drafts are kept in this browser.",
  ]);
  if (typed()) button(box, "Download your text", () => download("posthoc-rescued.txt", typed()));
  if (records) button(box, "Download the stored drafts", () => download("posthoc-drafts.json", stored()));
  button(box, "Reload", () => location.reload());
  if (typed()) {
    const area = document.createElement("textarea");
    area.readOnly = true;
    area.rows = 12;
    area.setAttribute("aria-label", "Your text");
    area.value = typed();
    setInterval(() => (area.value = typed()), 250);
    box.append(area);
  }
  if (message) {
    const details = document.createElement("details");
    details.append(make("summary", "What happened"), make("pre", String(message)));
    box.append(details);
  }
  box.scrollIntoView();
};

// A panic tells the hook. What ends the program without one (a stack or memory that is used up, an
// error thrown into it from outside) leaves it as dead, and shows here by where it was thrown.
const broken = (error) => {
  if (/wasm/.test(error?.stack ?? "")) posthocRescue(error);
};
addEventListener("error", (event) => broken(event.error));
addEventListener("unhandledrejection", (event) => broken(event.reason));

const start = async () => {
  if (typeof WebAssembly !== "object") {
    notice("Posthoc can’t start here", [
      "This browser has WebAssembly turned off. Turn it on for this page, or open the page in another browser.",
    ]);
    return;
  }
  const app = document.querySelector('meta[name="posthoc-app"]').dataset;
  const integrity = document.querySelector('link[rel="preload"][as="fetch"]')?.integrity;
  try {
    const bindings = await import(new URL(app.js, document.baseURI).href);
    const bytes = fetch(app.wasm, { integrity, credentials: "same-origin" });
    await bindings.default({ module_or_path: bytes });
  } catch (error) {
    if (rescued) return;
    const box = notice("Posthoc could not be loaded", [
      "Part of the page did not arrive or this browser refused it. Reload the page; drafts in this browser are untouched.",
    ]);
    const records = stored();
    if (records) button(box, "Download the stored drafts", () => download("posthoc-drafts.json", records));
    button(box, "Reload", () => location.reload());
    console.error(error);
  }
};

start();
