"""Files that are checked although their text contains no built-in shortcode."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pelican_mks.command.cli import main
from pelican_mks.command.site import open_site
from tests.sites import article

SETTINGS = """
PATH = "content"
TIMEZONE = "UTC"
MARKDOWN = {
    "extensions": ["pymdownx.snippets"],
    "extension_configs": {"pymdownx.snippets": {"base_path": ["."]}},
}
"""


def test_an_included_snippet_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "part.txt").write_text("[/mks_tabs]\n", encoding="utf-8")
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/one.md"
    file.write_text(article('--8<-- "part.txt"'), encoding="utf-8")
    open_site.cache_clear()
    result = CliRunner().invoke(main, ["check", "content/one.md"])
    open_site.cache_clear()
    assert "MKS005" in result.stdout
    assert result.exit_code == 1


def test_shortcodes_of_other_plugins_are_found_in_files_without_built_in_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    for name, body in {
        "left.md": '[gallery ids="1,2"]\n\n[gallery ids="3"] and `[su_tabs]`',
        "prose.md": "He said so [sic], in [the firm](/firm) [1].",
    }.items():
        (tmp_path / "content" / name).write_text(article(body), encoding="utf-8")
    open_site.cache_clear()
    result = CliRunner().invoke(main, ["check", "content"])
    open_site.cache_clear()
    assert result.stdout.count("MKS025") == 1
    assert "left.md:5:1: MKS025 [gallery]" in result.stdout
