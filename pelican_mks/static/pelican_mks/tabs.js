/* Turns panels into tabs. */
"use strict";

(() => {
  const widgets = document.getElementsByClassName("mks-tabs");
  const titleOf = (panel) => panel.firstElementChild.textContent;
  const isOpen = (panel) => panel.matches("[data-active]");
  const opened = () => [...document.querySelectorAll(".mks-tabs__panel[role]")].filter(isOpen);
  const create = (name, more) => Object.assign(document.createElement(name), more);

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
    // Reader modes keep what is in a shadow.
    const box = create("div", { part: "content" });
    box.append(create("slot"));
    box.addEventListener("beforematch", () => reveal(panel));
    panel.attachShadow({ mode: "open" }).append(box);

    const widget = panel.parentNode;
    const list = widget.querySelector(":scope > [role=tablist]") || addList(widget);
    sizes.observe(list);
    if (panel.role) return; // a saved page
    while (document.getElementById(panel.id) !== panel) panel.id += "-2";
    const id = `${panel.id}:tab`;
    const tab = create("a", { className: "mks-tabs__tab", role: "tab", id, href: `#${panel.id}` });
    tab.append(...panel.firstElementChild.cloneNode(true).childNodes);
    tab.setAttribute("aria-controls", panel.id);
    list.id ||= `${id}s`;
    const twin = [...widgets].find((each) => titled(each, titleOf(panel))?.role);
    panel.setAttribute("aria-labelledby", twin ? `${id} ${list.id}` : id);
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
    if (grown.length || document.readyState !== "complete") goToTarget();
    opened().forEach(show);
  }

  function show(panel) {
    const widget = panel.parentNode;
    const panels = panelsOf(widget);
    const list = widget.firstElementChild;
    const tabs = list.children;
    const tab = tabs[panels.indexOf(panel)];
    const isChange = tab.ariaSelected === "false";
    const parallel = widget.dataset.parallel && !list.offsetHeight;
    list.ariaOrientation = tabs[1]?.offsetTop > tabs[0].offsetTop ? "vertical" : "horizontal";
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
    const change = new CustomEvent("mks-tabs:change", { bubbles: true, detail: { tab, panel } });
    if (isChange) widget.dispatchEvent(change);
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
    reveal(element);
    return true;
  }

  const target = ({ hash }) =>
    attempt(() => document.getElementById(decodeURIComponent(hash.slice(1))));

  function restore() {
    const [top, ...ids] = history.state.mks;
    ids.forEach((id) => show(document.getElementById(id)));
    scrollTo({ top, behavior: "instant" });
    return ids;
  }

  let place = {};

  function goToTarget() {
    if (!reveal(target(location))) return;
    place.scrollHeight = 0;
    stay();
  }

  // The target stays in place.
  function stay() {
    const { scrollHeight } = document.documentElement;
    if (place.scrollHeight < scrollHeight && document.activeElement.contains(target(location))) {
      target(location).scrollIntoView({ behavior: "instant" });
      place = { scrollY, scrollHeight };
    } else if (place.scrollY !== scrollY) place = {};
  }

  const groupOf = (widget) =>
    widget.dataset.sync ? "" : `mks-tabs:${panelsOf(widget).map(titleOf).sort()}`;
  const titled = (widget, title) => panelsOf(widget).find((panel) => titleOf(panel) === title);
  const remembered = (widget) => attempt(() => titled(widget, localStorage[groupOf(widget)]));

  function share(widget, title) {
    const group = groupOf(widget);
    if (!group) return;
    for (const other of widgets) {
      if (other.contains(widget) || widget.contains(other)) continue;
      if (groupOf(other) === group) show(titled(other, title));
    }
    attempt(() => (localStorage[group] = title));
  }

  function choose(event, tab) {
    const panel = target(tab);
    const { top } = tab.getBoundingClientRect();
    event.preventDefault();
    event.stopImmediatePropagation();
    show(panel);
    share(panel.parentNode, titleOf(panel));
    // The text stays in place.
    for (let box = panel; box; box = box.parentElement) {
      box.scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
    }
    tab.focus({ preventScroll: event.type === "click" });
    attempt(() => history.replaceState(history.state, "", tab.href));
  }

  function pick(tab, { key }) {
    const list = tab.parentNode;
    let arrows = ["ArrowLeft", "ArrowRight"];
    if (list.matches(":dir(rtl)")) arrows.reverse();
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

  const sizes = new ResizeObserver(update);
  addEventListener("keydown", act, true);
  addEventListener("click", act, true);
  addEventListener("load", stay);
  addEventListener("scroll", stay);
  addEventListener("hashchange", () => attempt(restore) || goToTarget());
  new MutationObserver(update).observe(document, { childList: true, subtree: true });
  update();
})();
