// Renews the preview when a file has been saved: the page's content, and the site in its frame with what is typed there.
const body = document.body;
const live = document.querySelector("[data-live]");
let source;
let renewals = 0;

function listen() {
  source?.close();
  source = new EventSource(body.dataset.changes);
  // The server tells the fingerprint of the files at once, and each new one: only another one than the page's is news.
  source.onmessage = (event) => event.data !== body.dataset.fingerprint && renew();
  source.onerror = () => {
    live.textContent = "Not connected. If you have ended the preview, start it again, and open the address that it prints.";
    // Refused: browsers don't ask again by themselves.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || listen(), 3000);
  };
  source.onopen = () => (live.textContent = "Reloads by itself when you save.");
}

async function renew() {
  const own = ++renewals;
  renewSite();
  let page;
  try {
    page = await fetched(location.href, "#renewed");
  } catch {
    // Not loaded anew: what is typed into the site would be lost.
    if (own === renewals) live.textContent = "This page could not be renewed. It is tried again when you save.";
    return;
  }
  // Another save has come meanwhile, and its page is newer.
  if (own === renewals) show(page);
}

// A page of ours with this part in it; anything else is a failure.
async function fetched(address, part) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // 409: why there is nothing to be shown, as after the end of an appeal.
  if (!(answer.ok || answer.status === 409) || !page.querySelector(part)) throw new Error(answer.statusText);
  return page;
}

function show(page) {
  body.dataset.fingerprint = page.body.dataset.fingerprint;
  const was = document.getElementById("renewed");
  const opened = new Set([...was.querySelectorAll("details[open]")].map((part) => part.id));
  was.replaceWith(page.getElementById("renewed"));
  for (const part of document.querySelectorAll("#renewed details")) part.open = opened.has(part.id);
  // The first version without errors brings the site with it.
  const site = page.querySelector(".site");
  if (site && !document.querySelector(".site")) document.querySelector("main").append(site);
  prepare();
  live.textContent = `Renewed at ${new Date().toLocaleTimeString()}.`;
}

function renewSite() {
  const frame = document.querySelector("iframe");
  if (!frame) return;
  const inside = frame.contentWindow;
  let form;
  try {
    form = inside.document.querySelector("main form[method=post]");
  } catch {
    // A link has led out of the site, where nothing may be shown here: back to the appeal.
    frame.src = frame.getAttribute("src");
    return;
  }
  if (!form) return inside.location.reload();
  // A form is sent to the page that shows it, which gives it back as it was typed, with the appeal's new texts.
  form.setAttribute("action", inside.location.pathname + inside.location.search);
  HTMLFormElement.prototype.submit.call(form);
}

function prepare() {
  const form = document.querySelector("[data-chooses]");
  form?.addEventListener("change", () => form.requestSubmit());
  for (const part of document.querySelectorAll("[data-later]")) {
    const load = async () => {
      const into = part.querySelector("[data-into]");
      if (!part.open || !into || part.asked) return;
      part.asked = true;
      into.textContent = "Making every letter ...";
      try {
        into.replaceWith((await fetched(part.dataset.later, "[data-made]")).querySelector("[data-made]"));
      } catch {
        part.asked = false;
        into.textContent = "That could not be found out. It is tried again when you save.";
      }
    };
    part.addEventListener("toggle", load);
    load();
  }
}

prepare();
listen();
// Browsers allow few connections to one server: a page that nobody looks at needs none.
document.addEventListener("visibilitychange", () => (document.hidden ? source.close() : listen()));
