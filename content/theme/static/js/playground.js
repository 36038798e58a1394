// The playground: sends the text to Python in a worker and shows the result.
"use strict";

(() => {
  const { root } = document.currentScript.dataset;
  const form = document.querySelector(".playground");
  const { source, markup, start } = form.elements;
  const status = form.querySelector("[role=status]");
  const problems = form.querySelector("ol");
  const PAUSE = 150;
  const MISSING =
    "Python could not be loaded. In a checkout, “make playground” adds it to the site, and “make serve” shows it.";
  let worker = null;
  let timer = 0;
  let isReady = false;
  let isBusy = false;
  let isOutdated = false;

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function begin() {
    start.hidden = true;
    source.focus();
    say("Loading Python…");
    try {
      worker = new Worker(`${root}/playground/worker.mjs`, { type: "module" });
      worker.addEventListener("message", receive);
      worker.addEventListener("error", fail);
    } catch {
      fail(); // a page opened from disk cannot start a worker
    }
  }

  function fail() {
    start.hidden = isReady;
    if (!isReady) say(MISSING);
  }

  function receive({ data }) {
    if (data.ready) isReady = true;
    else if (data.error) say(data.error);
    else show(data);
    isBusy = false;
    if (data.ready || isOutdated) send();
  }

  function send() {
    if (!isReady) return;
    isOutdated = isBusy;
    if (isBusy) return;
    isBusy = true;
    worker.postMessage({ source: source.value, markup: markup.value });
  }

  function show(result) {
    for (const part of form.querySelectorAll("div[hidden]")) part.hidden = false;
    preview(result);
    problems.replaceChildren(...result.problems.map(problem));
    const count = result.problems.length;
    say(count ? `${count} problem${count === 1 ? "" : "s"}.` : "No problems.");
  }

  function problem({ line, column, start: from, end, code, severity, message }) {
    const item = document.createElement("li");
    const place = document.createElement("button");
    const rule = document.createElement("a");
    place.type = "button";
    place.textContent = `Line ${line}, column ${column}`;
    place.addEventListener("click", () => {
      source.focus();
      source.setSelectionRange(from, end);
    });
    rule.href = `rules.html#${code.toLowerCase()}`;
    rule.textContent = code;
    item.append(place, ` ${severity} `, rule, ` ${message}`);
    return item;
  }

  // The preview is a separate document, so that pasted text cannot run JavaScript or reach this page or other servers.
  // The old preview stays until the new one has loaded, so that nothing flickers.
  function preview({ html, files }) {
    const theme = new URL(`${root}/theme/`, location);
    const link = (file) => {
      const url = new URL(file, theme);
      return file.endsWith(".js") ? `<script src="${url}"></script>` : `<link rel="stylesheet" href="${url}">`;
    };
    const policy = `default-src 'none'; script-src ${theme}; style-src ${theme} 'unsafe-inline'; img-src ${theme.origin} data:; media-src ${theme.origin} data:`;
    const frame = form.querySelector("iframe").cloneNode();
    frame.classList.add("loading");
    frame.addEventListener("load", () => {
      while (frame.previousElementSibling) frame.previousElementSibling.remove();
      frame.classList.remove("loading");
    }, { once: true });
    frame.srcdoc = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>
      <meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark">
      ${["css/main.css", ...files.map((file) => `pelican_mks/${file}`)].map(link).join("\n")}
      </head><body class="preview"><main>${html}</main></body></html>`;
    form.querySelector(".frame").append(frame);
  }

  start.addEventListener("click", begin);
  markup.addEventListener("change", send);
  source.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  start.hidden = false;
})();
