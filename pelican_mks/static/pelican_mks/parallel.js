/* While panels stand side by side, marks the one that is read: it stays open where room is gone. */
"use strict";

(() => {
  const BODY = ".mks-parallel > [role=region] > :last-child";
  const inTheMiddle = new Set();

  function mark(panel) {
    for (const each of panel.parentNode.children) {
      each.toggleAttribute("data-active", each === panel);
    }
  }

  /** The panel that has the focus or was clicked. */
  function follow({ target }) {
    const panel = target.closest?.(".mks-parallel > [role=region]");
    if (panel) mark(panel);
  }

  /** Else the one that reaches to the middle of the window, where another one has ended. */
  const middle = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inTheMiddle.add(target);
        else inTheMiddle.delete(target);
      }
      for (const { target } of entries) {
        const bodies = [...target.closest(".mks-parallel").querySelectorAll(`:scope > * > *`)]
          .filter((body) => body.matches(BODY) && inTheMiddle.has(body));
        if (bodies.length && !bodies.some((body) => body.parentNode.matches("[data-active]"))) {
          mark(bodies[0].parentNode);
        }
      }
    },
    { rootMargin: "-50% 0px" },
  );

  addEventListener("focusin", follow, true);
  addEventListener("click", follow, true);
  addEventListener("DOMContentLoaded", () => {
    for (const body of document.querySelectorAll(".mks-parallel > section > :last-child")) {
      middle.observe(body);
    }
  });
})();
