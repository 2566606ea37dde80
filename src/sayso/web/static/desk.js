// Keys for the desk. Everything works without this file; it reads and changes no data.
"use strict";
(() => {
  const OFF = "sayso-keys-off";
  const off = () => localStorage.getItem(OFF) === "1";
  const go = { s: "/", q: "/?state=all", v: "/src", r: "/review", n: "/read" };
  let prefix = false;
  let sent = false; // a ruling is on its way: what is pressed meanwhile was not meant for the next thing
  document.addEventListener("submit", (event) => { sent = event.target.method === "post"; });
  addEventListener("pageshow", () => { sent = false; });

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

  // Copies the claim's citation; where the browser does not let us, its page opens.
  const cite = async () => {
    const item = document.activeElement.closest("article.claim") || document.querySelector("main article.claim");
    const link = item && item.querySelector("a.cite");
    if (!link) return;
    try {
      const answer = await fetch(`${link.href}.txt`);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      say("citation copied");
    } catch {
      location.assign(link.href);
    }
  };
  const say = (words) => {
    let told = document.getElementById("told");
    if (!told) {
      told = document.createElement("p");
      told.id = "told";
      told.setAttribute("role", "status");
      document.body.append(told);
    }
    told.textContent = words;
    setTimeout(() => { told.textContent = ""; }, 2500);
  };

  document.addEventListener("keydown", (event) => {
    if (sent || event.repeat || off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") document.activeElement.blur(); // out of a field, to the keys
    if (event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]")) return;
    const key = event.key;
    if (prefix) {
      prefix = false;
      if (go[key]) location.assign(go[key]);
      return;
    }
    if (key === " " && event.target.closest("a, button, summary, label")) return; // it presses what has the focus
    const name = { " ": "space", Backspace: "backspace" }[key] || (key.length === 1 ? key : "");
    const named = name && document.querySelector(`[data-key="${CSS.escape(name)}"]:not([disabled])`);
    if (key === "g") prefix = true;
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "y") cite();
    else if (key === "o" && follow(".quote a")) return;
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
      if (named.matches("details")) {
        named.open = !named.open;
        if (named.open && named.matches(".edit")) named.querySelector(".field, input, button").focus();
      } else if (named.matches("[type=search], [type=text], input:not([type])")) named.focus();
      else named.click();
    }
  });

  document.addEventListener("change", (event) => {
    const most = event.target.dataset.most; // told before it is sent: a browser may show no answer to what is too large
    if (!most) return;
    const size = [...event.target.files].reduce((sum, file) => sum + file.size, 0);
    event.target.setCustomValidity(size > most ? event.target.dataset.told : "");
    event.target.reportValidity();
  });

  const box = document.getElementById("keys");
  if (box) {
    box.closest("[hidden]").hidden = false;
    box.checked = !off();
    box.addEventListener("change", () => localStorage.setItem(OFF, box.checked ? "0" : "1"));
  }
})();
