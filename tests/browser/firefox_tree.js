/* Runs with Firefox's privileges: returns the role and name of everything in the accessibility tree of a page. */
(url) => {
  const service = Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
  const windows = [...Services.wm.getEnumerator("navigator:browser")];
  const browsers = windows.flatMap((window) => [...window.gBrowser.browsers]);
  const page = service.getAccessibleFor(browsers.find((each) => each.currentURI.spec === url));
  const roleOf = (node) =>
    node.role === Ci.nsIAccessibleRole.ROLE_TEXT_LEAF ? "StaticText" : node.computedARIARole;
  const childrenOf = (node) =>
    Array.from({ length: node.childCount }, (_, index) => node.getChildAt(index));
  const flat = (node) => [[roleOf(node), node.name ?? ""], ...childrenOf(node).flatMap(flat)];
  return JSON.stringify(page?.firstChild ? flat(page.firstChild) : []);
}
