// Moves through the slides, shows what figures rest on, and replaces what a save has changed. All words come with the page.
"use strict";
(() => {
  const { body } = document;
  const byId = (id) => document.getElementById(id);
  const cards = () => [...document.querySelectorAll(".card")];
  const wide = matchMedia("(min-width: 820px) and (min-height: 480px)");
  let data = JSON.parse(byId("data").textContent);
  const set = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // What is shown: slides, Word, or both

  const view = () => (body.dataset.view === "both" && !wide.matches ? "slides" : body.dataset.view);

  let backToText = () => {}; // brings the Word text back to where it was when it was last in sight

  function show(name) {
    const blocks = () => [...document.querySelector(".word").children];
    if (body.dataset.view && view() !== "slides") backToText = place(byId("paper"), blocks());
    body.dataset.view = name;
    if (view() !== "slides") backToText(blocks());
    if (view() !== "word") align(cards()[current], offset);
    for (const button of document.querySelectorAll("[data-does=view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view()));
    }
  }

  function toggleWord() {
    if (wide.matches) show(view() === "both" ? "slides" : "both");
    else show(view() === "word" ? "slides" : "word");
  }

  // The current slide

  let current = 0;
  let offset = 8; // how far below the upper edge it stands
  let jumped = NaN; // where the last jump scrolled to: such a scroll chooses no other slide

  function choose(index) {
    const all = cards();
    current = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((card, at) => card.classList.toggle("is-current", at === current));
    for (const link of document.querySelectorAll("#rail a")) {
      const here = link.hash === `#slide-${current + 1}`;
      if (!here) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        const [rail, box] = [byId("rail"), link.getBoundingClientRect()];
        const frame = rail.getBoundingClientRect();
        if (box.top < frame.top) rail.scrollTop -= frame.top - box.top + 60;
        if (box.bottom > frame.bottom) rail.scrollTop += box.bottom - frame.bottom + 60;
      }
    }
    const said = set(data.words.position, { n: current + 1, total: all.length });
    for (const id of ["position", "large-position"]) if (byId(id)) byId(id).textContent = said;
  }

  function go(index) {
    const all = cards();
    if (!all.length) return;
    if (view() === "word") show(wide.matches ? "both" : "slides");
    choose(index);
    if (body.dataset.large) enlarge(current);
    else align(all[current], 8);
    all[current].focus({ preventScroll: true });
  }

  const below = (card) => card.getBoundingClientRect().top - byId("slides").getBoundingClientRect().top;

  function align(card, wanted) {
    const pane = byId("slides");
    if (card) pane.scrollTop += below(card) - wanted;
    offset = wanted;
    jumped = pane.scrollTop;
  }

  function follow() {
    const pane = byId("slides");
    if (!pane || body.dataset.large || view() === "word" || Math.abs(pane.scrollTop - jumped) < 2) return;
    jumped = NaN;
    const passed = cards().filter((card) => below(card) <= pane.clientHeight * 0.4).length - 1;
    if (passed !== current) choose(passed);
    offset = below(cards()[current]);
  }

  function nextProblem() {
    const all = cards();
    const wrong = (kind) => all.map((card, at) => (card.classList.contains(kind) ? at : -1)).filter((at) => at >= 0);
    const found = wrong("has-error").length ? wrong("has-error") : wrong("has-warning");
    const general = byId("problems").querySelector(".notices");
    if (!found.length && !general) return;
    if (!found.length) {
      const fold = general.closest("details");
      if (fold) fold.open = true;
      byId("problems").scrollTop = 0;
      return;
    }
    const next = found.find((at) => at > current);
    go(next === undefined ? found[0] : next);
    const fold = cards()[current].querySelector(".reminders");
    if (fold && !cards()[current].classList.contains("has-error")) fold.open = true;
  }

  function toggleNotes() {
    const notes = cards()[current] && cards()[current].querySelector(".notes");
    if (notes) notes.open = !notes.open;
  }

  // One slide over the whole window

  function enlarge(index) {
    hide();
    choose(index);
    cards().forEach((card, at) => card.classList.toggle("is-large", at === current));
    body.dataset.large = "yes";
  }

  function shrink() {
    hide();
    for (const card of cards()) card.classList.remove("is-large");
    delete body.dataset.large;
    go(current);
  }

  // What a figure rests on

  const tip = byId("evidence");
  let shown = null;
  let waiting = 0;
  const figureAt = (target) => (target instanceof Element ? target.closest(".figure[data-fact]") : null);

  function tag(name, words, kind) {
    const made = document.createElement(name);
    if (words) made.textContent = words;
    if (kind) made.className = kind;
    return made;
  }

  function explain(figure) {
    clearTimeout(waiting);
    if (figure === shown) return;
    hide();
    const fact = Object.prototype.hasOwnProperty.call(data.facts, figure.dataset.fact) && data.facts[figure.dataset.fact];
    if (!fact) return;
    shown = figure;
    tip.lang = data.language;
    tip.replaceChildren(tag("p", fact.label, "label"), tag("p", fact.text, "value"));
    if (fact.quotation) {
      const quotation = tag("blockquote");
      quotation.append(tag("span", data.words.quotation), fact.quotation);
      tip.append(quotation);
    }
    const list = tag("dl");
    for (const [name, value] of fact.rows) list.append(tag("dt", name), tag("dd", value));
    tip.append(list);
    tip.hidden = false;
    figure.setAttribute("aria-describedby", "evidence");
    for (const place of document.querySelectorAll(`[data-fact="${CSS.escape(figure.dataset.fact)}"]`)) {
      place.classList.add("is-marked");
      outline(place, place === figure ? "mark is-shown" : "mark");
    }
    put();
  }

  // Puts the evidence beside its figure, wholly inside the window; on phones it stands at the lower edge.
  function put() {
    tip.removeAttribute("style");
    const box = shown.getClientRects()[0] || shown.getBoundingClientRect();
    if (!wide.matches) {
      const hidden = box.bottom + 12 - tip.getBoundingClientRect().top;
      const pane = shown.closest("#slides, #paper");
      if (hidden > 0 && pane && !body.dataset.large) pane.scrollTop += hidden;
      return;
    }
    const { offsetWidth: width, offsetHeight: height } = tip;
    const room = { right: innerWidth - width - 8, bottom: innerHeight - height - 8 };
    const below = box.bottom + 8;
    const above = box.top - height - 8;
    const top = below <= room.bottom ? below : above >= 8 ? above : room.bottom;
    const beside = below > room.bottom && above < 8; // over the figure itself: move out of its way
    const left = beside && box.right + 8 <= room.right ? box.right + 8 : box.left;
    tip.style.left = `${Math.max(8, Math.min(left, room.right))}px`;
    tip.style.top = `${Math.max(8, top)}px`;
  }

  function hide() {
    clearTimeout(waiting);
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
    for (const place of document.querySelectorAll(".is-marked")) place.classList.remove("is-marked");
    for (const mark of document.querySelectorAll(".mark")) mark.remove();
  }

  function hideSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (shown && shown === document.activeElement && shown.matches(":focus-visible")) return;
      hide();
    }, 200);
  }

  // Draws a rectangle around a figure of a slide: tspans have neither ground nor outline.
  function outline(place, kind) {
    const words = place.closest("text");
    if (!words || !place.getNumberOfChars()) return;
    const first = place.getExtentOfChar(0);
    const last = place.getExtentOfChar(place.getNumberOfChars() - 1);
    const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const inset = first.height * 0.1;
    mark.setAttribute("class", kind);
    mark.setAttribute("x", first.x - 2);
    mark.setAttribute("y", first.y + inset);
    mark.setAttribute("width", Math.max(0, last.x + last.width - first.x) + 4);
    mark.setAttribute("height", first.height - 2 * inset);
    mark.setAttribute("rx", 2);
    words.before(mark);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const figure = figureAt(event.target);
    if (figure) explain(figure);
    else if (event.target instanceof Node && tip.contains(event.target)) clearTimeout(waiting);
    else if (shown) hideSoon();
  });
  document.addEventListener("pointerleave", hideSoon);
  document.addEventListener("focusin", (event) => {
    const figure = figureAt(event.target);
    if (figure) explain(figure);
    else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === shown) hideSoon();
    else for (const mark of document.querySelectorAll(".mark.is-focus")) mark.remove();
  });

  // Controls

  const actions = {
    view: (button) => show(button.dataset.view),
    problem: nextProblem,
    help: () => byId("help").showModal(),
    close: () => byId("help").close(),
    enlarge: (button) => enlarge(cards().indexOf(button.closest(".card"))),
    shrink,
    before: () => go(current - 1),
    after: () => go(current + 1),
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const button = target && target.closest("[data-does]");
    if (button) actions[button.dataset.does](button);
    const link = target && target.closest('a[href^="#"]');
    if (link && link.hash.startsWith("#slide-")) {
      event.preventDefault();
      go(cards().findIndex((card) => `#${card.id}` === link.hash));
    } else if (link && link.hash === "#paper" && view() === "slides") show(wide.matches ? "both" : "word");
    const figure = figureAt(target);
    if (figure) explain(figure);
    else if (shown && !tip.contains(target)) hide();
    if (target === byId("help")) byId("help").close(); // the ground around the dialog
    const card = target && target.closest(".card");
    if (card && !body.dataset.large) choose(cards().indexOf(card));
  });

  const steps = {
    ArrowLeft: () => current - 1,
    ArrowUp: () => current - 1,
    PageUp: () => current - 1,
    ArrowRight: () => current + 1,
    ArrowDown: () => current + 1,
    PageDown: () => current + 1,
    Home: () => 0,
    End: () => cards().length - 1,
  };
  const letters = {
    n: toggleNotes,
    w: toggleWord,
    e: nextProblem,
    f: () => (body.dataset.large ? shrink() : enlarge(current)),
    "?": () => byId("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || byId("help").open) return;
    if (event.key === "Escape") {
      if (shown) {
        const figure = shown === document.activeElement ? shown : null;
        hide();
        if (figure) outline(figure, "mark is-focus"); // the focus stays, and stays visible
      } else if (body.dataset.large) shrink();
      return;
    }
    if (body.dataset.kind !== "shown") return;
    const reads = view() === "word" || (event.target instanceof Element && event.target.closest("#paper"));
    if (event.key in steps && !event.shiftKey && !reads) {
      event.preventDefault();
      go(steps[event.key]());
    } else if (Object.prototype.hasOwnProperty.call(letters, event.key)) letters[event.key]();
  });

  document.addEventListener(
    "scroll",
    (event) => {
      if (event.target instanceof Element && event.target.id === "slides") requestAnimationFrame(follow);
      if (shown && wide.matches && event.target !== tip) requestAnimationFrame(() => shown && put());
    },
    { capture: true, passive: true },
  );
  addEventListener("resize", () => {
    if (body.dataset.view && !body.dataset.large) show(body.dataset.view);
    if (shown) put();
  });

  // After a save: what has changed is replaced, all else stays where it is

  function update(fresh) {
    const next = JSON.parse(fresh.getElementById("data").textContent);
    if (next.program !== data.program) {
      location.reload();
      return;
    }
    hide();
    data = next;
    document.title = fresh.title;
    if (body.dataset.kind !== fresh.body.dataset.kind) {
      body.dataset.kind = fresh.body.dataset.kind;
      delete body.dataset.large;
      byId("stage").replaceWith(fresh.getElementById("stage"));
      start();
    } else if (body.dataset.kind === "alone") byId("stage").replaceWith(fresh.getElementById("stage"));
    else replaceChanged(fresh);
    const wrong = fresh.querySelector(".found.error, [data-kind=alone] .count");
    byId("status").textContent = wrong ? `${data.words.broken} ${wrong.textContent}` : data.words.updated;
  }

  function replaceChanged(fresh) {
    const keepSlides = place(byId("slides"), cards());
    const keepPaper = place(byId("paper"), [...document.querySelector(".word").children]);
    const back = focused();
    for (const link of document.querySelectorAll("#rail a")) link.removeAttribute("aria-current");
    for (const id of ["title", "found", "problems", "rail"]) {
      const scrolled = byId(id).scrollTop;
      swap(byId(id), fresh.getElementById(id));
      byId(id).scrollTop = scrolled;
    }
    const at = replaceCards(fresh);
    replaceBlocks(document.querySelector(".word"), fresh.querySelector(".word"));
    keepPaper([...document.querySelector(".word").children]);
    keepSlides(cards());
    choose(at);
    if (body.dataset.large && !document.querySelector(".card.is-large")) enlarge(current);
    align(cards()[current], below(cards()[current]));
    back();
  }

  // Replaces a part by its successor unless they are the same; folds stay as they are.
  function swap(old, fresh) {
    const folds = [old, fresh].map((part) => [part, ...part.querySelectorAll("*")].filter((each) => each.matches("details")));
    folds[1].forEach((fold, at) => {
      if (folds[0][at]) fold.open = folds[0][at].open;
    });
    if (!old.isEqualNode(fresh)) old.replaceWith(fresh);
  }

  // Replaces slides, each by the one with its title, else by the one in its place; returns where the current one is now.
  function replaceCards(fresh) {
    const old = cards();
    const incoming = [...fresh.querySelectorAll(".card")];
    const byTitle = new Map(old.map((card) => [card.dataset.title, card]));
    const titles = new Set(incoming.map((card) => card.dataset.title));
    const here = old[current];
    const deck = byId("deck");
    incoming.forEach((card, at) => {
      const inPlace = old[at] && !titles.has(old[at].dataset.title) ? old[at] : null;
      const kept = byTitle.get(card.dataset.title) || inPlace;
      if (kept) merge(kept, card);
      const placed = kept || card;
      if (deck.children[at] !== placed) deck.insertBefore(placed, deck.children[at] || null);
    });
    while (deck.children.length > incoming.length) deck.lastElementChild.remove();
    const found = [...deck.children].indexOf(here);
    return found < 0 ? current : found;
  }

  function merge(card, fresh) {
    card.id = fresh.id;
    card.dataset.title = fresh.dataset.title;
    card.setAttribute("aria-labelledby", fresh.getAttribute("aria-labelledby"));
    const large = card.classList.contains("is-large");
    card.className = fresh.className;
    card.classList.toggle("is-large", large);
    const part = (of, name) => [...of.children].find((child) => child.classList.contains(name));
    let before = null;
    for (const name of ["head", "frame", "reminders", "notes"]) {
      const [old, its] = [part(card, name), part(fresh, name)];
      if (old && its) swap(old, its);
      else if (old) old.remove();
      else if (its) before.after(its);
      before = part(card, name) || before;
    }
  }

  // Replaces the blocks between those that are the same at the beginning and at the end.
  function replaceBlocks(old, fresh) {
    const [were, are] = [[...old.children], [...fresh.children]];
    let head = 0;
    while (head < were.length && head < are.length && were[head].isEqualNode(are[head])) head += 1;
    let tail = 0;
    const most = Math.min(were.length, are.length) - head;
    while (tail < most && were[were.length - 1 - tail].isEqualNode(are[are.length - 1 - tail])) tail += 1;
    for (const block of were.slice(head, were.length - tail)) block.remove();
    const after = were[were.length - tail] || null;
    for (const block of are.slice(head, are.length - tail)) old.insertBefore(block, after);
  }

  // Notes which block is at the upper edge of a pane; the function returned brings it back there.
  function place(pane, blocks) {
    const edge = pane.getBoundingClientRect().top;
    const index = Math.max(0, blocks.findIndex((block) => block.getBoundingClientRect().bottom > edge));
    const block = blocks[index];
    const offset = block ? block.getBoundingClientRect().top : 0;
    const [scrolled, moved] = [pane.scrollTop, edge];
    return (now) => {
      const kept = block && block.isConnected ? block : now[Math.min(index, now.length - 1)];
      const shift = pane.getBoundingClientRect().top - moved;
      if (!kept || scrolled === 0) pane.scrollTop = scrolled;
      else pane.scrollTop += kept.getBoundingClientRect().top - offset - shift;
    };
  }

  // Notes what has the focus; the function returned gives it back when that was replaced.
  function focused() {
    const active = document.activeElement;
    const around = active && active.closest(".card, .word, #found, #rail, #problems");
    if (!around || around === active) return () => active && active.isConnected && active.focus({ preventScroll: true });
    const which = (of) => [...of.querySelectorAll("a, button, summary, [tabindex]")];
    const at = which(around).indexOf(active);
    return () => {
      const now = around.isConnected ? around : byId(around.id);
      const target = active.isConnected ? active : now && which(now)[at];
      if (target && target !== document.activeElement) target.focus({ preventScroll: true });
    };
  }

  // Hears of saves while the page is in sight: browsers allow few connections, and hidden tabs need none

  let source = null;
  let version = byId("data").dataset.version;
  let wanted = version;
  let busy = false;

  function listen() {
    source = new EventSource(`events?seen=${encodeURIComponent(version)}`);
    source.onopen = () => {
      byId("stopped").hidden = true;
    };
    source.onmessage = (event) => {
      wanted = event.data;
      refresh();
    };
    source.onerror = () => {
      byId("stopped").textContent = data.words.stopped;
      byId("stopped").hidden = false;
      if (source.readyState === EventSource.CLOSED) setTimeout(() => document.hidden || listen(), 2000);
    };
  }

  async function refresh() {
    if (busy) return;
    busy = true;
    while (wanted !== version) {
      try {
        const answer = await fetch("./", { cache: "no-store" });
        if (!answer.ok) break;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        version = fresh.getElementById("data").dataset.version;
        wanted = version;
        update(fresh);
      } catch {
        break; // the server has gone: the next event tells of what it shows then
      }
    }
    busy = false;
  }

  function start() {
    if (body.dataset.kind !== "shown") return;
    show(body.dataset.view || "both");
    choose(current);
  }

  start();
  if (version) {
    listen();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) source.close();
      else listen();
    });
  }
})();
