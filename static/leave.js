// Leaving quickly: the page goes at once, and going back doesn't bring it back. Without this the link is one like others.
const LEFT = "left"; // the window's name: forgotten with the window, and written down nowhere
const way = document.querySelector(".leave");

const leave = () => {
  document.documentElement.hidden = true; // at once, as what follows may take a moment
  document.title = "";
  window.name = LEFT;
  for (const form of document.forms) form.reset();
  location.replace(way.href);
};

// Back to a page that was left leads away again; whoever comes anew by a link may write.
const look = (shown) => {
  const [opened] = performance.getEntriesByType("navigation");
  if (window.name !== LEFT) return;
  if (shown.persisted || opened?.type === "back_forward") leave();
  else window.name = "";
};

look({});
addEventListener("pageshow", (shown) => { if (shown.persisted) look(shown); });

way.addEventListener("click", (click) => {
  click.preventDefault();
  leave();
});

let pressed = [];
addEventListener("keydown", (key) => {
  pressed = key.key === "Escape" ? [...pressed.slice(-2), key.timeStamp] : [];
  if (pressed.length === 3 && key.timeStamp - pressed[0] < 2000) leave();
});
