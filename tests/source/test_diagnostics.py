"""The positions of diagnostics in the author's file."""

from __future__ import annotations

import pytest

from pelican_mks import transform
from pelican_mks.families.registry import lexicon_of
from pelican_mks.source.diagnostics import FileDiagnostic, locate
from pelican_mks.source.text import Text

KNOWN = lexicon_of(None)


def located(html: str, source: str) -> list[FileDiagnostic]:
    return locate([Text("", html, transform(html))], source, KNOWN, "a.md")


def test_a_diagnostic_is_a_line_of_the_log() -> None:
    (found,) = located("<p>[/mks_tabs]</p>", "Text.\n\n  [/mks_tabs]")
    assert str(found) == (
        "a.md:3:3: MKS005 [/mks_tabs] has no matching opening tag; it is ignored. "
        "Remove it, or write the opening tag."
    )


def test_low_contrast_is_reported_once_for_each_pair_of_colours() -> None:
    button = "[mks_button title=A url=/a bg_color={} txt_color=#fff]"
    source = "\n\n".join(map(button.format, ("#eee", "#ddd", "#eee", "#EEEEEE", "#ddd")))
    html = "".join(f"<p>{tag}</p>" for tag in source.split("\n\n"))
    assert [(found.code, found.line) for found in located(html, source)] == [
        ("MKS015", 1),
        ("MKS015", 3),
    ]


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("[mks_tabs nav=”x”]\nText.", (1, 19)),
        ("[mks_tabs\nnav=”x”]\nText.", (2, 9)),
        ("\\[mks\\_tabs nav=”x”\\]", (1, 22)),
    ],
)
def test_a_diagnostic_ends_with_its_tag(source: str, end: tuple[int, int]) -> None:
    found = located("<p>[mks_tabs nav=”x”]</p>", source)[0]
    assert (found.end_line, found.end_column) == end
    assert found.excerpt == source.split("\n", maxsplit=1)[0]


@pytest.mark.parametrize("source", ["[mks_tabs nav\n\nText.", "<p>[mks_tabs nav</p> 1]"])
def test_a_diagnostic_of_an_unterminated_tag_ends_with_its_name(source: str) -> None:
    (found,) = located("<p>[mks_tabs nav</p>", source)
    assert found.end_column - found.column == len("[mks_tabs")


def test_diagnostics_in_included_files_are_reported_at_the_beginning() -> None:
    (found,) = located("<p>[/mks_tabs]</p>", "Included from elsewhere.")
    assert (found.line, found.column, found.excerpt, found.fixable) == (1, 1, "", False)


def test_quotes_that_only_typography_curled_are_not_reported() -> None:
    html = "<p>[mks_toggle title=&#8221;A&#8221;]one[/mks_toggle]</p>"
    assert located(html, '[mks_toggle title="A"]one[/mks_toggle]') == []
    assert [found.code for found in located(html, "[mks_toggle title=”A”]one[/mks_toggle]")] == [
        "MKS020"
    ]


def test_backslashes_that_a_reader_removed_are_found_in_the_file() -> None:
    html = "<p>[mks_toggle title=A]one[/mks_toggle] <code>\\[mks\\_toggle\\]</code></p>"
    source = "\\[mks\\_toggle title=A\\]one\\[/mks\\_toggle\\] `\\[mks\\_toggle\\]`"
    assert [(found.code, found.column) for found in located(html, source)] == [("MKS021", 2)]


def test_backslashes_are_reported_once() -> None:
    text = "<p>\\[mks\\_toggle title=A\\]one\\[/mks\\_toggle\\]</p>"
    assert [found.code for found in located(text, text)] == ["MKS021"]
