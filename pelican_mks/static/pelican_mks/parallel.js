/* Of panels side by side, marks the one that is read: it stays open where room is gone. */
"use strict";

(() => {
  const REGION = ".mks-parallel > [role=region]";
  const inTheMiddle = new Set();

  function mark(panel) {
    for (const each of panel.parentNode.children) {
      each.toggleAttribute("data-active", each === panel);
    }
  }

  /** That is the panel with the focus or a click. */
  function follow({ target }) {
    const panel = target.closest?.(REGION);
    if (panel) mark(panel);
  }

  /** Else it reaches to the middle of the window, where others have ended. */
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
