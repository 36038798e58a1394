"""Read and check the settings in `pelicanconf.py`, and the theme's templates for shortcodes.

Plugins can derive other sites from the settings, such as one for each language. Each of them is read again, so
the settings must stay readable after they were read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path, PurePosixPath
from typing import Any

from pelican_mks.families.registry import BUILT_IN, FAMILIES, enabled, unknown_names
from pelican_mks.render.settings import Settings
from pelican_mks.site.custom import read_own
from pelican_mks.site.templates import SiteTemplates

PREFIX = "MKS_"
SETTINGS = "_MKS_SETTINGS"
"""The key of the checked settings among Pelican's."""
OWN_SHORTCODES = "MKS_OWN_SHORTCODES"
_KNOWN = {PREFIX + item.name.upper(): item for item in fields(Settings)}
_LONGEST_VALUE = 200
_THEME_FOLDER = "mks"
"""The folder of a theme's templates for built-in shortcodes."""
_IMAGES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def site_settings(site: Mapping[str, Any]) -> Settings:
    """Return the plugin's settings from the settings of a site."""
    settings = site.get(SETTINGS)
    return settings if isinstance(settings, Settings) else read_settings(site)[0]


def read_settings(site: Mapping[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    """Read the settings of `site` and its theme's templates for shortcodes; does not raise.

    Returns the settings, with the default for each value that is not valid, and a message for each such value
    and for each unknown setting, unknown shortcode and invalid custom shortcode.
    """
    values: dict[str, Any] = {}
    errors: list[str] = []
    for name, item in _KNOWN.items():
        if name not in site:
            continue
        try:
            values[item.name] = item.metadata["read"](site[name])
        except Exception:  # noqa: BLE001 - reading a value may run a site's code
            errors.append(
                f"{name} = {_shown(site[name])} is not valid; {item.default!r} is used instead. "
                f"Valid values: {item.metadata['valid']}."
            )
    if folder := values.get("video_posters"):
        content = Path(site.get("PATH", ""))
        values["video_posters"] = _video_posters(content, folder)
        if not values["video_posters"]:
            errors.append(f"{PREFIX}VIDEO_POSTERS: {content / folder} contains no images.")
    names = values.get("shortcodes")
    declared = {**_declared_by_theme(site, names), **values.get("own_shortcodes", {})}
    own, own_errors = read_own(declared, BUILT_IN, SiteTemplates())
    errors += own_errors
    errors += (
        f"{PREFIX}SHORTCODES contains the unknown shortcode {name!r}, which is ignored. "
        f"Valid names: {', '.join(sorted({*FAMILIES, *BUILT_IN, *own}))}."
        for name in unknown_names(names, own)
    )
    errors += (
        f"{name} is not a setting of pelican-mks. Valid settings: {', '.join(_KNOWN)}."
        for name in site
        if name.startswith(PREFIX) and name not in _KNOWN
    )
    return Settings(**{**values, "own_shortcodes": own}), tuple(errors)


class Declarations(Mapping[Any, object]):
    """The value of `MKS_OWN_SHORTCODES`, without its contents when Pelican's cache pickles the settings.

    Functions cannot be pickled.
    """

    def __init__(self, declared: Mapping[Any, object]) -> None:
        self._declared = declared

    def __getitem__(self, name: Any) -> object:
        return self._declared[name]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)

    def __reduce__(self) -> tuple[type[Declarations], tuple[dict[Any, object]]]:
        return Declarations, ({},)

    def __deepcopy__(self, _memo: object) -> Declarations:
        return self


def _declared_by_theme(site: Mapping[str, Any], names: tuple[str, ...] | None) -> dict[Any, object]:
    """Return the theme's templates for the enabled built-in shortcodes."""
    folders = [*site.get("THEME_TEMPLATES_OVERRIDES", ()), Path(site.get("THEME", ""), "templates")]
    found = {
        path.stem
        for folder in folders
        for path in Path(folder, _THEME_FOLDER).expanduser().glob("*.html")
    }
    return {
        shortcode.name: f"{_THEME_FOLDER}/{shortcode.name}.html"
        for shortcode in (enabled(names) if found else ())
        if shortcode.render and shortcode.name in found
    }


def _video_posters(content: Path, folder: str) -> tuple[tuple[str, str], ...]:
    """The ids of the videos with a picture in `folder`, and the URLs of the pictures.

    Pelican copies what an article links with `{static}`, so the folder need not be among `STATIC_PATHS`.
    """
    relative = PurePosixPath(folder.replace("\\", "/").strip("/"))
    return tuple(
        (file.stem, f"{{static}}/{relative / file.name}")
        for file in sorted(Path(content, relative).glob("*"))
        if file.suffix.lower() in _IMAGES
    )


def _shown(value: object) -> str:
    """Return a value for a message of one line."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a site's class
        text = f"a {type(value).__name__}"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
