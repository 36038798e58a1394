/* Makes tabs of the panels in `.mks-tabs`, as they arrive. All state is in the page. */
"use strict";

(() => {
  const widgets = document.getElementsByClassName("mks-tabs");
  const listOf = (widget) => widget.querySelector(":scope > [role=tablist]");
  const titleOf = (panel) => panel.firstElementChild.textContent;
  const isOpen = (panel) => panel.matches("[data-active]");
  const create = (name, properties) => Object.assign(document.createElement(name), properties);

  /** Those with a whole title. */
  const panelsOf = (widget) => [
    ...widget.querySelectorAll(":scope > .mks-tabs__panel:has(> .mks-tabs__title + *)"),
  ];

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
    return list;
  }

  function add(panel) {
    // Reader modes drop hidden panels, but not a hidden box in their shadow.
    const box = create("div", { part: "content" });
    box.append(create("slot"));
    box.addEventListener("beforematch", () => reveal(panel));
    panel.attachShadow({ mode: "open" }).append(box);

    const widget = panel.parentNode;
    const list = listOf(widget) || addList(widget);
    sizes.observe(list);
    if (panel.role) return; // a saved page
    while (document.getElementById(panel.id) !== panel) panel.id += "-2";
    const id = `${panel.id}:tab`;
    const href = `#${panel.id}`;
    const tab = create("a", { className: "mks-tabs__tab", role: "tab", id, href });
    tab.append(...panel.firstElementChild.cloneNode(true).childNodes);
    tab.setAttribute("aria-controls", panel.id);
    list.id ||= `${id}s`;
    const isTwin = [...widgets].some((each) => titled(each, titleOf(panel))?.role);
    panel.setAttribute("aria-labelledby", isTwin ? `${id} ${list.id}` : id);
    list.append(tab);
  }

  function grow(widget) {
    const panels = panelsOf(widget);
    const fresh = panels.filter((panel) => !panel.shadowRoot);
    fresh.forEach(add);
    if (fresh.length) show(remembered(widget) || panels.findLast(isOpen) || panels[0]);
    return fresh.length;
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
    const list = listOf(widget);
    const tabs = [...list.children];
    const tab = tabs[panels.indexOf(panel)];
    const isChange = tab.ariaSelected === "false";
    const parallel = widget.dataset.parallel && !list.offsetHeight;
    tabs.forEach((each, index) => {
      const open = each === tab;
      each.ariaSelected = open;
      each.tabIndex = open - 1;
      panels[index].role = parallel ? "region" : "tabpanel";
      panels[index].toggleAttribute("data-active", open);
      panels[index].removeAttribute("tabindex");
      panels[index].shadowRoot.firstChild.hidden = !open && !parallel && "until-found";
    });
    if (!parallel && !startsFocusable(panel.lastElementChild)) panel.tabIndex = 0;
    if (!isChange) return;
    const detail = { tab, panel };
    widget.dispatchEvent(new CustomEvent("mks-tabs:change", { bubbles: true, detail }));
  }

  function startsFocusable(node) {
    const first = [...node.childNodes].find((child) => child.matches || child.wholeText?.trim());
    if (!first?.matches?.(":not(:disabled, a:not([href]))")) return false;
    return first.tabIndex >= 0 || first.role === "tablist" || startsFocusable(first);
  }

  /** Open all round an element. */
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

  const sizes = new ResizeObserver((entries) => {
    for (const { target: list } of entries) {
      const [first, second] = list.children;
      list.ariaOrientation = second?.offsetTop > first.offsetTop ? "vertical" : "horizontal";
      panelsOf(list.parentNode).filter(isOpen).forEach(show);
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

  function choose(event, tab) {
    const widget = tab.closest(".mks-tabs");
    const panel = panelsOf(widget)[[...tab.parentNode.children].indexOf(tab)];
    const { top } = tab.getBoundingClientRect();
    event.preventDefault();
    event.stopImmediatePropagation(); // as themes scroll to targets
    show(panel);
    share(widget, titleOf(panel));
    // What is being read stays in place.
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
    const link = event.target.closest?.("a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.matches(".mks-tabs__tab")) {
      const tab = event.type === "click" ? link : pick(link, event);
      if (tab) choose(event, tab);
    } else if (event.type === "click" && link.pathname === location.pathname) {
      reveal(target(link)); // before the browser scrolls there
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
