// Keys for the desk. Everything works without this file; it reads and changes no data.
"use strict";
(() => {
  const OFF = "sayso-keys-off";
  const off = () => localStorage.getItem(OFF) === "1";
  const go = { s: "/", q: "/?state=all", v: "/src", r: "/review" };
  let prefix = false;

  const shown = (one) => one.getClientRects().length > 0;
  const items = () => [...document.querySelectorAll("main article.question, main article.claim")].filter(shown);
  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const follow = (selector) => {
    const item = document.activeElement.closest("article.question, article.claim");
    const link = item && item.querySelector(selector);
    if (link) link.click();
    return Boolean(link);
  };

  document.addEventListener("keydown", (event) => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=radio]), select, textarea, [contenteditable]")) return;
    const key = event.key;
    if (prefix) {
      prefix = false;
      if (go[key]) location.assign(go[key]);
      return;
    }
    const named = /^[/?t1-4]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
    if (key === "g") prefix = true;
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "o") follow(".quote a");
    else if (key === "Enter" && event.target.matches("article.entry")) {
      const details = event.target.querySelector("details");
      details.open = !details.open;
    } else if (key === "Enter" && event.target.matches("article")) follow("h2 a, a.id");
    else if (key === "d") {
      const theme = document.documentElement.dataset.theme;
      const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
      document.querySelector(`.theme [value=${dark ? "light" : "dark"}]`).click();
    } else if (named) {
      event.preventDefault();
      if (named.matches("details")) named.open = !named.open;
      else if (named.matches("[type=search]")) named.focus();
      else named.click();
    }
  });

  const box = document.getElementById("keys");
  if (box) {
    box.closest("[hidden]").hidden = false;
    box.checked = !off();
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
  }
})();
