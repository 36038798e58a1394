/* Marks the panel being read: it stays open if there is no room for panels side by side. */
"use strict";

(() => {
  const REGION = ".mks-parallel > [role=region]";
  const inTheMiddle = new Set();

  function mark(panel) {
    for (const each of panel.parentNode.children) {
      each.toggleAttribute("data-active", each === panel);
    }
  }

  /** A panel is being read if it has the focus or was clicked, */
  function follow({ target }) {
    const panel = target.closest?.(REGION);
    if (panel) mark(panel);
  }

  /** or if it reaches the middle of the window and the marked one does not. */
  const middle = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) inTheMiddle.add(target);
        else inTheMiddle.delete(target);
      }
      for (const body of inTheMiddle) {
        const panel = body.closest(REGION);
        const open = panel?.parentNode.querySelector(":scope > [data-active] > :last-child");
        if (open && !inTheMiddle.has(open)) mark(panel);
      }
    },
    { rootMargin: "-50% 0px" },
  );

  addEventListener("focusin", follow, true);
  addEventListener("click", follow, true);
  addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll(".mks-parallel > section > :last-child").forEach((body) => middle.observe(body));
  });
})();
