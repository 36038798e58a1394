/* Makes tabs of panels as they arrive. */
"use strict";

(() => {
  const widgets = document.getElementsByClassName("mks-tabs");
  const listOf = (widget) => widget.querySelector(":scope > [role=tablist]");
  const titleOf = (panel) => panel.firstElementChild.textContent;
  const isOpen = (panel) => panel.matches("[data-active]");
  const opened = () => [...widgets].flatMap(panelsOf).filter(isOpen);
  const create = (name, properties) => Object.assign(document.createElement(name), properties);

  const panelsOf = (widget) => [
    ...widget.querySelectorAll(":scope > .mks-tabs__panel:has(> .mks-tabs__title + *)"),
  ];

  const attempt = (action) => {
    try {
      return action();
    } catch {}
  };

  function addList(widget) {
    const { label } = widget.dataset;
    const index = [...widgets].filter((each) => each.dataset.label === label).indexOf(widget);
    const ariaLabel = index ? `${label} ${index + 1}` : label;
    const list = create("div", { className: "mks-tabs__list", role: "tablist", ariaLabel });
    widget.prepend(list);
    return list;
  }

  function add(panel) {
    // Reader modes drop panels, but not a box in their shadow.
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
    goToTarget();
    opened().forEach(show);
  }

  function show(panel) {
    const widget = panel.parentNode;
    const panels = panelsOf(widget);
    const list = listOf(widget);
    const tabs = list.children;
    const tab = tabs[panels.indexOf(panel)];
    const isChange = tab.ariaSelected === "false";
    const parallel = widget.dataset.parallel && !list.offsetHeight;
    panels.forEach((each, index) => {
      const open = each === panel;
      tabs[index].ariaSelected = open;
      tabs[index].tabIndex = open - 1;
      each.role = parallel ? "region" : "tabpanel";
      each.toggleAttribute("data-active", open);
      each.removeAttribute("tabindex");
      each.shadowRoot.firstChild.hidden = !open && !parallel && "until-found";
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

  function reveal(element) {
    const panel = element?.closest(".mks-tabs__panel[role]:not([data-active])");
    if (!panel) return false;
    show(panel);
    return reveal(element) || true;
  }

  const target = ({ hash }) =>
    attempt(() => document.getElementById(decodeURIComponent(hash.slice(1))));

  function restore() {
    const [top, ...ids] = history.state.mks;
    ids.forEach((id) => show(document.getElementById(id)));
    scrollTo({ top, behavior: "instant" });
    return ids;
  }

  function goToTarget() {
    if (reveal(target(location))) target(location).scrollIntoView();
  }

  const sizes = new ResizeObserver((entries) => {
    for (const { target: list } of entries) {
      const [first, second] = list.children;
      list.ariaOrientation = second?.offsetTop > first.offsetTop ? "vertical" : "horizontal";
    }
    opened().forEach(show);
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
      if (other.contains(widget) || widget.contains(other)) continue;
      if (groupOf(other) === group) show(titled(other, title));
    }
    attempt(() => localStorage.setItem(group, title));
  }

  function choose(event, tab) {
    const panel = target(tab);
    const widget = panel.parentNode;
    const { top } = tab.getBoundingClientRect();
    event.preventDefault();
    event.stopImmediatePropagation(); // themes scroll
    show(panel);
    share(widget, titleOf(panel));
    // What is read stays in place.
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
      const mks = [scrollY, ...opened().map((panel) => panel.id)];
      attempt(() => history.replaceState({ ...history.state, mks }, ""));
      reveal(target(link));
    }
  }

  addEventListener("keydown", act, true);
  addEventListener("click", act, true);
  addEventListener("hashchange", () => attempt(restore) || goToTarget());
  new MutationObserver(update).observe(document, { childList: true, subtree: true });
  update();
})();
