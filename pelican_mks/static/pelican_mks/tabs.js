/* Makes tabs of the titled panels in `.mks-tabs`. All state is in the page, so that a widget may
   arrive in pieces and this script may run twice. */
"use strict";

(() => {
  const widgets = document.getElementsByClassName("mks-tabs"); // live
  const listOf = (widget) => widget.querySelector(":scope > [role=tablist]");
  const titleOf = (panel) => panel.firstElementChild.textContent.trim();
  const isOpen = (panel) => panel.matches("[data-active]");
  const create = (name, properties) => Object.assign(document.createElement(name), properties);

  /** Without one whose title is still arriving. */
  const panelsOf = (widget) => [
    ...widget.querySelectorAll(":scope > .mks-tabs__panel:has(> .mks-tabs__title + *)"),
  ];

  /** Sandboxes, private windows and hostile addresses throw. */
  function attempt(action) {
    try {
      return action();
    } catch {
      return null;
    }
  }

  function addList(widget) {
    const { label } = widget.dataset;
    const index = [...widgets].filter((each) => each.dataset.label === label).indexOf(widget);
    const ariaLabel = index ? `${label} ${index + 1}` : label;
    const list = create("div", { className: "mks-tabs__list", role: "tablist", ariaLabel });
    widget.prepend(list);
    sizes.observe(list);
    return list;
  }

  function addTab(list, panel) {
    while (document.getElementById(panel.id) !== panel) panel.id += "-2";
    const id = `${panel.id}:tab`;
    const href = `#${encodeURIComponent(panel.id)}`;
    const tab = create("a", { className: "mks-tabs__tab", role: "tab", id, href });
    tab.setAttribute("aria-controls", panel.id);
    tab.append(...panel.firstElementChild.cloneNode(true).childNodes);
    list.append(tab);
    panel.role = "tabpanel";
    panel.setAttribute("aria-labelledby", id);
  }

  /** Reader modes drop a hidden panel and themes restyle it; a box in its shadow is out of reach. */
  function addBox(panel) {
    const box = create("div", { part: "content" });
    box.append(create("slot"));
    box.addEventListener("beforematch", () => reveal(panel));
    panel.attachShadow({ mode: "open" }).append(box);
  }

  function grow(widget) {
    const panels = panelsOf(widget);
    const fresh = panels.filter((panel) => !panel.shadowRoot);
    if (!fresh.length) return false;
    const list = listOf(widget) || addList(widget);
    panels.slice(list.children.length).forEach((panel) => addTab(list, panel));
    fresh.forEach(addBox);
    show(remembered(widget) || panels.findLast(isOpen) || panels[0]);
    return true;
  }

  function update() {
    const grown = [...widgets].filter(grow);
    if (!grown.length && document.readyState === "complete") return;
    reveal(target(location));
    [...widgets].flatMap(panelsOf).filter(isOpen).forEach(show);
  }

  function show(panel) {
    const widget = panel.parentNode;
    const panels = panelsOf(widget);
    const tabs = [...listOf(widget).children];
    const tab = tabs[panels.indexOf(panel)];
    const isChange = tab.ariaSelected === "false";
    tabs.forEach((each, index) => {
      const open = each === tab;
      each.ariaSelected = open;
      each.tabIndex = open - 1;
      panels[index].toggleAttribute("data-active", open);
      panels[index].tabIndex = (open && !startsFocusable(panel.lastElementChild)) - 1;
      panels[index].shadowRoot.firstChild.hidden = !open && "until-found";
    });
    const change = new CustomEvent("mks-tabs:change", { bubbles: true, detail: { tab, panel } });
    if (isChange) widget.dispatchEvent(change);
  }

  function startsFocusable(node) {
    const first = [...node.childNodes].find((child) => child.matches || child.data.trim());
    if (!first?.matches || first.matches(":disabled, a:not([href])")) return false;
    return first.tabIndex >= 0 || first.role === "tablist" || startsFocusable(first);
  }

  /** Open the panels round an element; null if none was closed. */
  function reveal(element) {
    const panel = element?.closest(".mks-tabs__panel[role]:not([data-active])");
    if (panel) {
      show(panel);
      reveal(element);
    }
    return panel;
  }

  const target = ({ hash }) =>
    attempt(() => document.getElementById(decodeURIComponent(hash.slice(1))));

  /** As it is seen: a row may wrap into a column. */
  const sizes = new ResizeObserver((entries) => {
    for (const { target: list } of entries) {
      const [first, second] = list.children;
      list.ariaOrientation = second?.offsetTop > first.offsetTop ? "vertical" : "horizontal";
    }
  });

  const groupOf = (widget) =>
    widget.dataset.sync ? "" : `mks-tabs:${panelsOf(widget).map(titleOf).sort()}`;
  const titled = (widget, title) => panelsOf(widget).find((panel) => titleOf(panel) === title);
  const remembered = (widget) =>
    attempt(() => titled(widget, localStorage.getItem(groupOf(widget))));

  function share(widget, title) {
    const group = groupOf(widget);
    if (!group) return;
    for (const other of widgets) {
      const isApart = !other.contains(widget) && !widget.contains(other);
      if (isApart && groupOf(other) === group) show(titled(other, title));
    }
    attempt(() => localStorage.setItem(group, title));
  }

  /** What a reader does, not a link or the browser's search. */
  function choose(event, tab) {
    const widget = tab.closest(".mks-tabs");
    const panel = panelsOf(widget)[[...tab.parentNode.children].indexOf(tab)];
    const { top } = tab.getBoundingClientRect();
    event.preventDefault();
    event.stopImmediatePropagation(); // to a theme that scrolls to the target
    show(panel);
    share(widget, titleOf(panel));
    // What is being read stays in its place, whatever opened above it.
    for (let box = widget; box; box = box.parentElement) {
      box.scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
    }
    tab.focus({ preventScroll: event.type === "click" });
    attempt(() => history.replaceState(history.state, "", tab.href));
  }

  function pick(tab, { key }) {
    const list = tab.parentNode;
    let arrows = ["ArrowLeft", "ArrowRight"];
    if (getComputedStyle(list).direction === "rtl") arrows.reverse();
    if (list.ariaOrientation === "vertical") arrows = ["ArrowUp", "ArrowDown"];
    return {
      [arrows[0]]: tab.previousSibling || list.lastChild,
      [arrows[1]]: tab.nextSibling || list.firstChild,
      Home: list.firstChild,
      End: list.lastChild,
      " ": tab,
    }[key];
  }

  function act(event) {
    const isClick = event.type === "click";
    const link = event.target.closest?.("a[href*='#']");
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".mks-tabs__tab")) {
      const tab = isClick ? link : pick(link, event);
      if (tab) choose(event, tab);
    } else if (isClick && link.pathname === location.pathname) {
      reveal(target(link)); // now, for the browser scrolls to what is laid out
    }
  }

  addEventListener("keydown", act, true);
  addEventListener("click", act, true);
  addEventListener("hashchange", () => {
    if (reveal(target(location))) target(location).scrollIntoView();
  });
  new MutationObserver(update).observe(document, { childList: true, subtree: true });
  update();
})();
