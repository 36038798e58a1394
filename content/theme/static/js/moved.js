// Redirects to the page's new URL. A meta refresh would lose the fragment.
"use strict";

location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
