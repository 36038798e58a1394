"""Regenerate the parts of the documentation that come from the code: `make docs`."""

from __future__ import annotations

from tools.docs.written import FOLDER, files

for name, text in files().items():
    (FOLDER / name).write_text(text, encoding="utf-8")
