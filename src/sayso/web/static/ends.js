// Review: where source, cue and claim stand in the text, set by keys, by buttons or by selecting. Everything can also
// be done without this file, by writing the words; the desk checks that the text has them at these characters.
"use strict";
(() => {
  const box = document.querySelector("[data-ends]");
  const form = box && box.closest("form");
  if (!form) return;
  const given = JSON.parse(box.dataset.ends);
  const text = Array.from(given.text); // code points, as the ledger counts them
  const NAMES = { source: "Source", cue: "Cue", content: "Claim" };
  const inText = ([start, end]) => [start - given.from, end - given.from];
  const fits = ([start, end]) => start >= 0 && end <= text.length;
  const read = {};
  for (const part of Object.keys(NAMES)) read[part] = given.parts[part].map(inText).filter(fits);
  const parts = structuredClone(read);
  const moves = { source: "end", cue: "end", content: "end" }; // the end that keys move
  const rows = {};
  const make = (tag, fields = {}, ...inside) => {
    const one = Object.assign(document.createElement(tag), fields);
    one.append(...inside);
    return one;
  };

  // Words: a letter that follows none begins one, a letter that none follows ends one.
  const letter = (at) => at >= 0 && at < text.length && /[\p{L}\p{N}\p{M}'’-]/u.test(text[at]);
  const isEdge = { start: (at) => letter(at) && !letter(at - 1), end: (at) => letter(at - 1) && !letter(at) };
  const step = (at, by, edge) => {
    for (let next = at + by; next >= 0 && next <= text.length; next += by) if (isEdge[edge](next)) return next;
    return by < 0 ? 0 : text.length;
  };
  const words = (part) => parts[part].map(([start, end]) => text.slice(start, end).join("").replace(/\s+/gu, " ").trim());
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Move one end of a part by a word or a character; a part that is nowhere begins at the first word that is shown.
  const move = (part, edge, by, whole) => {
    const pieces = parts[part];
    if (!pieces.length) {
      const start = isEdge.start(0) ? 0 : step(0, 1, "start");
      if (start < text.length) pieces.push([start, step(start, 1, "end")]);
    } else {
      const piece = edge === "start" ? pieces[0] : pieces[pieces.length - 1];
      const at = edge === "start" ? 0 : 1;
      const next = whole ? step(piece[at], by, edge) : Math.min(Math.max(piece[at] + by, 0), text.length);
      const low = edge === "start" ? 0 : piece[0] + 1;
      const high = edge === "start" ? piece[1] - 1 : text.length;
      piece[at] = Math.min(Math.max(next, low), high);
    }
    show(part);
  };

  // What is selected in the text below, as places of it.
  const selected = () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return null;
    const range = chosen.getRangeAt(0);
    if (!shown.contains(range.startContainer) || !shown.contains(range.endContainer)) return null;
    const upTo = (node, offset) => {
      const before = document.createRange();
      before.selectNodeContents(shown);
      before.setEnd(node, offset);
      return Array.from(before.toString()).length;
    };
    let [start, end] = [upTo(range.startContainer, range.startOffset), upTo(range.endContainer, range.endOffset)];
    while (start < end && /\s/u.test(text[start])) start += 1;
    while (end > start && /\s/u.test(text[end - 1])) end -= 1;
    return start < end ? [start, end] : null;
  };
  const put = (part, pieces) => {
    parts[part] = pieces;
    show(part);
  };

  const draw = () => {
    const at = (part, place) => parts[part].some(([start, end]) => start <= place && place < end);
    const edges = new Set([0, text.length]);
    for (const part of Object.keys(NAMES)) for (const piece of parts[part]) for (const end of piece) edges.add(end);
    const cuts = [...edges].sort((a, b) => a - b);
    shown.replaceChildren(...cuts.slice(0, -1).map((start, number) => {
      const words = text.slice(start, cuts[number + 1]).join("");
      const roles = Object.keys(NAMES).filter((part) => at(part, start));
      return roles.length ? make("mark", { className: roles.join(" "), textContent: words }) : words;
    }));
  };

  // What is sent: the words with their characters, or nothing where a part stands as it was read.
  const send = (part) => {
    const field = form.elements[part];
    let ends = form.elements[`${part}_at`];
    if (!ends) {
      ends = make("input", { type: "hidden", name: `${part}_at` });
      form.append(ends);
      field.addEventListener("input", () => { ends.value = ""; }); // written by hand: the words alone tell
    }
    const changed = !same(parts[part], read[part]);
    ends.value = changed ? parts[part].map(([start, end]) => `${start + given.from}-${end + given.from}`).join(",") : "";
    field.value = changed ? words(part).join("\n") || "-" : "";
  };

  const told = make("p", { className: "unseen" });
  told.setAttribute("role", "status");
  const show = (part) => {
    draw();
    send(part);
    const said = words(part).join(" … ") || "none";
    const { field, quote, edge } = rows[part];
    quote.textContent = said;
    edge.textContent = `${moves[part]} moves`;
    field.classList.toggle("moved", !same(parts[part], read[part]));
    const spans = parts[part].map(([start, end]) => `${start + given.from} to ${end + given.from}`).join(", ");
    told.textContent = `${NAMES[part]}: ${said}${spans && `, characters ${spans}`}; the ${moves[part]} moves`;
  };

  const pressed = (part, event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (event.ctrlKey || event.metaKey) return false;
    if (by && event.shiftKey !== event.altKey) {
      const way = getComputedStyle(shown).direction === "rtl" ? -by : by; // to where the text goes on
      move(part, moves[part], way, event.shiftKey);
    } else if (event.shiftKey || event.altKey) return false;
    else if (event.key === "Home" || event.key === "End") {
      moves[part] = event.key === "Home" ? "start" : "end";
      show(part);
    } else if (event.key === "Delete" && part !== "content") put(part, []);
    else if (event.key === "Escape") put(part, structuredClone(read[part]));
    else return false;
    return true;
  };

  const button = (name, label, act) => {
    const one = make("button", { type: "button", textContent: name, title: label });
    one.setAttribute("aria-label", label);
    one.addEventListener("click", act);
    return one;
  };
  const shown = make("p", { className: "excerpt-ends", dir: "auto" });
  for (const [part, name] of Object.entries(NAMES)) {
    const quote = make("q", { dir: "auto" });
    const edge = make("span", { className: "edge" });
    const field = make("button", { type: "button", className: `field ${part}` }, make("b", { textContent: name }), " ", quote, " ", edge);
    field.setAttribute("aria-describedby", "ends-keys");
    field.addEventListener("keydown", (event) => {
      if (!pressed(part, event)) return;
      event.preventDefault();
      event.stopPropagation(); // the keys of the page have nothing to do with it
    });
    field.addEventListener("click", () => { moves[part] = moves[part] === "end" ? "start" : "end"; show(part); });
    const low = name.toLowerCase();
    const take = button("selected", `${low}: take what is selected below`, () => {
      const span = selected();
      if (span) put(part, [span]);
      else told.textContent = "Nothing is selected in the text below";
    });
    take.addEventListener("mousedown", (event) => event.preventDefault()); // pressing it must not undo the selection
    const buttons = [
      button("⇤", `${low}: start a word earlier`, () => move(part, "start", -1, true)),
      button("↦", `${low}: start a word later`, () => move(part, "start", 1, true)),
      button("↤", `${low}: end a word earlier`, () => move(part, "end", -1, true)),
      button("⇥", `${low}: end a word later`, () => move(part, "end", 1, true)),
      take,
      button("as read", `${low}: as it was read`, () => put(part, structuredClone(read[part]))),
    ];
    rows[part] = { field, quote, edge };
    box.append(make("div", { className: "part" }, field, make("span", { className: "moves" }, ...buttons)));
  }
  box.append(
    make("p", { id: "ends-keys", className: "hint", textContent: "Shift and ← → move the end by a word, Alt and ← → by a character; Home: the start moves, End: the end moves; Delete: none; Escape: as read. Or select words below." }),
    shown, told,
  );
  for (const part of Object.keys(NAMES)) show(part);
  told.textContent = "";
  box.hidden = false;
  form.querySelector(".fields-edit.words").hidden = true;
})();
