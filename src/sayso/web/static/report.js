// A report: the pane beside the text follows the keys and the pointer. Everything works without this file.
"use strict";
(() => {
  const page = document.querySelector("article.report");
  const pane = page && page.querySelector(".ledger");
  if (!pane) return;
  const marks = (id) => [...page.querySelectorAll(".layers mark[data-claims]")].filter((one) => one.dataset.claims.split(" ").includes(id));
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const inView = (one) => {
    const box = one.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  };

  // Make one claim the one that is looked at: in the text and in the pane.
  const choose = (id, { text = false, entry = false } = {}) => {
    for (const one of page.querySelectorAll(".here")) one.classList.remove("here");
    for (const one of pane.querySelectorAll("[aria-current]")) one.removeAttribute("aria-current");
    const chosen = document.getElementById(id);
    if (!chosen) return;
    chosen.classList.add("here");
    chosen.setAttribute("aria-current", "true");
    const own = marks(id);
    for (const one of own) one.classList.add("here");
    const first = own.find((one) => one.classList.contains("content")) || own[0];
    if (text && first && !inView(first)) first.scrollIntoView({ block: "center", behavior: calm() });
    if (entry && getComputedStyle(pane).position === "sticky") {
      const room = pane.getBoundingClientRect();
      const box = chosen.getBoundingClientRect();
      const head = pane.querySelector("h2").offsetHeight;
      if (box.top < room.top + head || box.bottom > room.bottom) pane.scrollTop += box.top - room.top - head - 4;
    }
  };

  // The innermost claim at a place of the text: that of the fewest characters.
  const length = (id) => marks(id).reduce((sum, one) => sum + one.textContent.length, 0);
  const at = (target) => {
    const named = target.closest("[data-claim]");
    if (named) return named.dataset.claim;
    const mark = target.closest(".layers mark[data-claims]");
    return mark && mark.dataset.claims.split(" ").sort((a, b) => length(a) - length(b))[0];
  };

  pane.addEventListener("focusin", (event) => {
    const entry = event.target.closest("article.entry");
    if (entry) choose(entry.id, { text: event.target === entry });
  });
  const layers = page.querySelector(".layers");
  layers.addEventListener("click", (event) => {
    const id = at(event.target);
    if (!id || String(getSelection())) return;
    if (getComputedStyle(pane).position !== "sticky") return; // below the text: a link leads there
    event.preventDefault();
    document.getElementById(id).focus({ preventScroll: true });
    choose(id, { entry: true });
  });
  let waiting = 0;
  layers.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    const id = event.pointerType === "mouse" && at(event.target);
    if (id && !pane.contains(document.activeElement)) waiting = setTimeout(() => choose(id, { entry: true }), 120);
  });

  page.querySelector(".density nav").addEventListener("click", (event) => {
    const link = event.target.closest("a[data-density]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    page.dataset.mark = link.dataset.density;
    for (const one of link.parentElement.querySelectorAll("a")) one.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    history.replaceState(null, "", link.href + location.hash);
  });

  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked.startsWith("c-")) choose(asked, { text: true, entry: true });
})();
