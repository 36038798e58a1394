"""The pictures that a site has of videos elsewhere: files named after the videos' ids."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_IMAGES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))


def video_posters(content: Path, folder: str) -> tuple[tuple[str, str], ...]:
    """The ids of the videos with a picture in `folder`, and the URLs of the pictures.

    Pelican copies what an article links with `{static}`, so the folder need not be among `STATIC_PATHS`.
    """
    relative = PurePosixPath(folder.replace("\\", "/").strip("/"))
    files = sorted(Path(content, relative).glob("*"))
    return tuple(
        (file.stem, f"{{static}}/{relative / file.name}")
        for file in files
        if file.suffix.lower() in _IMAGES
    )
