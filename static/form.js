// How much of a field is filled. The server counts again, and says so without this script; nothing is ever cut.
for (const room of document.querySelectorAll("[data-count]")) {
  const field = document.getElementById(room.id.replace("room-", ""));
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const was = field.getAttribute("aria-invalid");
  const count = () => {
    // As it is counted there: without marks that nobody sees, but for the joiners.
    const text = field.value.replace(/(?![\u200c\u200d])\p{Cf}/gu, "").normalize("NFC").trim();
    const length = [...text].length;
    const over = length > Number(room.dataset.limit);
    room.textContent = length ? room.dataset.count.replace("{count}", numbers.format(length)) : room.dataset.most;
    room.classList.toggle("over", over);
    if (over) field.setAttribute("aria-invalid", "true");
    else if (!was) field.removeAttribute("aria-invalid");
    while (field.rows < 40 && field.scrollHeight > field.clientHeight + 1) field.rows += 1;
  };
  field.addEventListener("input", count);
  // What a browser puts back on going back.
  addEventListener("pageshow", count);
}
