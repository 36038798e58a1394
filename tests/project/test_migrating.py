"""The migration guide: every command runs as written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.markdown.test_import import expected, post
from tests.outline import outline
from tests.sites import PROJECT
from tests.wordpress import shell
from tests.wxr import attachment, category, wxr
from tests.wxr import post as item

GUIDE = (PROJECT / "docs/migrating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", GUIDE, re.DOTALL | re.MULTILINE)
INSTALL, IMPORT, BUILD, PUBLISH = (text for language, text in BLOCKS if language == "sh")
(SETTINGS,) = (text for language, text in BLOCKS if language == "python")
REPORT, MESSAGE, WRONG, RIGHT = (text for language, text in BLOCKS if language == "text")
COMMENT = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"
EMBED = "\n\n[embed]https://example.org/film[/embed]"
PICTURES = """[gallery ids="21,22"]

[caption id="attachment_21" align="alignleft" width="300"]<img src="https://example.org/1.jpg" /> Boats[/caption]

<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>

<!--more-->

<p style="text-align: center;">Centred</p>
<ol>
<li>One:
<ul><li>two</li></ul>
</li>
</ol>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    news = category("News", "World")
    items = [
        item(1, post("never-closed"), slug="party", more=news),
        item(2, post("classic") + EMBED, slug="classic", more=news + COMMENT),
        item(3, PICTURES + "\n\n" + post("highlighter"), slug="pictures", status="private"),
        item(4, '<p>Ask:</p>[contact-form-7 id="1" title="Ask"]', slug="about", kind="page"),
        attachment(21, "https://example.org/1.jpg", alt="Boats at sea"),
        attachment(22, "https://example.org/2.jpg", caption="Two"),
    ]
    (tmp_path / "export.xml").write_text(wxr(items), encoding="utf-8")
    return tmp_path


def article(folder: Path, page: str) -> str:
    html = (folder / f"output/{page}.html").read_text(encoding="utf-8")
    return html.partition("<!-- /.post-info -->")[2].partition("<!-- /.entry-content")[0]


def follow(folder: Path, command: str) -> str:
    """Follow the steps from the import to the build; return the output of the build."""
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    shell(command, folder)
    return shell(BUILD, folder)


def test_the_report_is_as_in_the_guide(folder: Path) -> None:
    assert shell(IMPORT, folder) == REPORT


def test_leads_from_the_export_to_the_published_site(folder: Path) -> None:
    shell(INSTALL, folder)
    output = follow(folder, IMPORT)
    assert MESSAGE.strip() in output
    assert "MKS02" not in output
    assert outline(article(folder, "party")).split("\n") == expected("never-closed", "markdown")
    classic = article(folder, "classic")
    assert outline(classic).startswith("\n".join(expected("classic", "markdown")))
    assert 'class="mks-embed"' in classic

    file = folder / "content/party.md"
    text = file.read_text(encoding="utf-8")
    assert text.count(WRONG) == 1
    file.write_text(text.replace(WRONG, RIGHT), encoding="utf-8")
    (folder / "output/left-over.html").touch()
    assert "MKS" not in shell(PUBLISH, folder)
    assert not (folder / "output/left-over.html").exists()
    assert 'class="mks-tabs"' in article(folder, "party")
    assert "Ask:" in (folder / "output/pages/about.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("markup", ["markdown", "rst", "html"])
def test_everything_that_it_promises_works_in_every_markup(folder: Path, markup: str) -> None:
    follow(folder, IMPORT.strip() + f" --markup {markup}")
    soup = BeautifulSoup(article(folder, "drafts/pictures"), "html5lib")
    pictures = [(str(image["src"])[-5:], image["alt"]) for image in soup.select(".mks-gallery img")]
    assert pictures == [("1.jpg", "Boats at sea"), ("2.jpg", "Two")]
    captions = [caption.get_text() for caption in soup.select("figcaption")]
    assert captions == ["Two", "Boats"]
    assert [cell.get_text() for cell in soup.select("td")] == ["a", "b"]
    assert soup.select_one('[style*="center"]')
    assert soup.select_one("ol > li > ul > li")
    assert len(soup.select(".mks-tabs pre")) == 2
    assert "<!--more-->" in article(folder, "drafts/pictures")
    assert (folder / "output/tag/world.html").is_file()
