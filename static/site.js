// What only a script can do: copy, and hand over to another app. Without one the buttons stay hidden, and what they
// copy can be marked by hand.
const said = (id) => {
  const element = document.getElementById(id);
  return element.value ?? (element.matches("a") ? element.href : element.textContent.replace(/\s+/g, " ").trim());
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};

for (const button of document.querySelectorAll("[data-copy]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(said(button.dataset.copy));
    button.focus();
    button.textContent = document.getElementById("told").textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 4000);
  });
}

// Where fingers are: a desk has the mail program.
if (navigator.share && matchMedia("(pointer: coarse)").matches) {
  for (const button of document.querySelectorAll("[data-share]")) {
    const what = said(button.dataset.share);
    const key = /^https?:/.test(what) ? "url" : "text";
    button.hidden = false;
    // Whoever closes the list of apps has changed their mind.
    button.addEventListener("click", () => navigator.share({ title: button.dataset.title, [key]: what }).catch(() => {}));
  }
}
