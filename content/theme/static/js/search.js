// Searches the site in the reader's browser. The index is JavaScript instead of JSON, so that the search works for pages
// opened from disk. The page loads it, so that it works under a content security policy with trusted types.
"use strict";

(() => {
  const { root } = document.currentScript.dataset;
  const form = document.querySelector("form.search");
  const input = form.elements.q;
  const status = form.querySelector("[role=status]");
  const list = form.querySelector("ol");
  const MOST = 20;
  const BEFORE = 50;
  const LENGTH = 180;
  const LONG = 400;
  const SUFFIX = /(?<=\p{L}{3})(?:ing|ed|es|s)$/u;
  const sections = (window.searchIndex ?? []).map(([url, page, heading, text]) => {
    return { url, page, heading, text, plain: [page, heading, text].map(plain) };
  });

  // Replaces each character with one character, so that positions in the plain text are positions in the text.
  function plain(text) {
    return text.replace(/[A-Z]|[^\x00-\x7f]/gu, (character) => {
      const simple = character.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
      return simple.length === character.length ? simple : character;
    });
  }

  // A word matches words that begin with its stem; Chinese and Japanese have no spaces between words.
  function expressions(query) {
    const words = plain(query).match(/[\p{L}\p{N}][\p{L}\p{N}_-]*/gu) ?? [];
    return words.map((word) => {
      const start = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) ? "" : "(?<![\\p{L}\\p{N}])";
      return {
        stem: new RegExp(start + word.replace(SUFFIX, ""), "gu"),
        whole: new RegExp(`${start}${word}(?![\\p{L}\\p{N}])`, "u"),
      };
    });
  }

  // Between 0 and 1: higher for whole words, repeated words and short texts.
  function weight(text, { stem, whole }) {
    const count = (text.match(stem)?.length ?? 0) + 2 * whole.test(text);
    return count / (count + 1 + text.length / LONG);
  }

  // A section must contain every word; a word in its heading counts more than one in its text.
  function score({ plain: [page, heading, text] }, wanted) {
    const scores = wanted.map((word) => 3 * weight(heading, word) + 2 * weight(page, word) + weight(text, word));
    return scores.every(Boolean) ? scores.reduce((sum, each) => sum + each) : 0;
  }

  function find(query) {
    const wanted = expressions(query);
    if (!wanted.length) return [];
    return sections
      .map((section) => ({ section, wanted, score: score(section, wanted) }))
      .filter((each) => each.score)
      .sort((a, b) => b.score - a.score);
  }

  function marked(text, words) {
    const pattern = new RegExp(words.map(({ stem }) => `${stem.source}[\\p{L}\\p{N}]*`).join("|"), "gu");
    const nodes = [];
    let end = 0;
    for (const match of plain(text).matchAll(pattern)) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(match.index, match.index + match[0].length);
      nodes.push(text.slice(end, match.index), mark);
      end = match.index + match[0].length;
    }
    return [...nodes, text.slice(end)];
  }

  // The end of the word before a place, or the place itself if there are no spaces between words.
  function cut(text, place) {
    if (place <= 0) return 0;
    const space = text.lastIndexOf(" ", place);
    return space >= 0 && place - space < BEFORE ? space : place;
  }

  function excerpt({ text, plain: [, , lower] }, wanted) {
    const places = wanted.map(({ stem }) => lower.search(stem)).filter((place) => place >= 0);
    const start = cut(text, places.length ? Math.min(...places) - BEFORE : 0);
    const end = text.length <= start + LENGTH ? text.length : cut(text, start + LENGTH);
    return `${start > 0 ? "… " : ""}${text.slice(start, end).trim()}${end < text.length ? " …" : ""}`;
  }

  function entry({ section, wanted }) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const words = document.createElement("p");
    link.href = `${root}/${section.url}`;
    link.append(...marked(section.heading ? `${section.page}: ${section.heading}` : section.page, wanted));
    words.append(...marked(excerpt(section, wanted), wanted));
    item.append(link, words);
    return item;
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function show() {
    const query = input.value.trim();
    const found = find(query);
    list.replaceChildren(...found.slice(0, MOST).map(entry));
    if (!query) say("");
    else if (!found.length) say("No results.");
    else if (found.length === 1) say("1 result.");
    else if (found.length > MOST) say(`${found.length} results; the best ${MOST} are shown.`);
    else say(`${found.length} results.`);
  }

  function step(event) {
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops.indexOf(document.activeElement) + { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (Number.isNaN(next) || !stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  }

  function submit(event) {
    event.preventDefault();
    list.querySelector("a")?.click();
  }

  function type() {
    const url = new URL(location);
    url.searchParams.set("q", input.value);
    history.replaceState(null, "", url);
    show();
  }

  if (!sections.length) return;
  form.hidden = false;
  document.querySelector(".needs-script").remove();
  form.addEventListener("keydown", step);
  form.addEventListener("submit", submit);
  input.addEventListener("input", type);
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.focus();
  show();
})();
