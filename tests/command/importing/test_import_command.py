"""`pelican-mks import`, from the export to the files and the report."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pelican_mks.command.cli import main
from pelican_mks.command.importing import convert, pandoc
from pelican_mks.command.site import open_site
from tests.sites import build
from tests.wxr import attachment, category, post, wxr

MARKUPS = {"markdown": "md", "rst": "rst", "html": "html"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    open_site.cache_clear()
    return tmp_path


def run(*arguments: str, items: tuple[str, ...] | None = None) -> Result:
    if items is not None:
        Path("export.xml").write_text(wxr(items), encoding="utf-8")
    return CliRunner().invoke(main, ["import", "export.xml", *arguments])


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.*"))


@pytest.mark.parametrize("markup", MARKUPS)
def test_pelican_publishes_what_it_writes(folder: Path, markup: str) -> None:
    more = category("News", "World", "Arts") + category("one, two", "Arts", domain="post_tag")
    title = "*A* & `b_` | \\c é"
    result = run(
        "-m", markup, items=(post(1, "<em>Hi</em>", title=title, slug="%c3%a9", more=more),)
    )
    assert result.exit_code == 0, result.output
    assert files(folder / "content") == [f"é.{MARKUPS[markup]}"]
    site = build(folder, {}, FEED_ALL_ATOM=None, FEED_ALL_RSS=None)
    assert not site.log
    page = site.page("é.html")
    assert "<em>Hi</em>" in page
    assert "*A*" in page
    assert "\\c é" in page
    assert "2017" in page
    assert {path.stem for path in (site.output / "category").iterdir()} == {"news"}
    assert {path.stem for path in (site.output / "tag").iterdir()} == {"one-two", "arts", "world"}


@pytest.mark.parametrize("markup", MARKUPS)
def test_pages_and_drafts_stay_pages_and_drafts(folder: Path, markup: str) -> None:
    items = post(1, "a", kind="page", slug="about"), post(2, "b", status="draft", slug="later")
    run("-m", markup, items=items)
    ending = MARKUPS[markup]
    assert files(folder / "content") == [f"later.{ending}", f"pages/about.{ending}"]
    site = build(folder, {})
    assert (site.output / "pages/about.html").is_file()
    assert (site.output / "drafts/later.html").is_file()


def test_folders_are_the_same_as_in_pelican_import(folder: Path) -> None:
    items = (
        post(1, more=category("My News"), slug="one"),
        post(2, kind="recipe", slug="two"),
        post(3, author="eve", slug="three"),
    )
    run("--dir-cat", "--wp-custpost", "--filter-author", "admin", "--disable-slugs", items=items)
    assert files(folder / "content") == ["My-News/one.md", "recipe/two.md"]
    assert "Slug" not in (folder / "content/recipe/two.md").read_text("utf-8")


def test_never_overwrites_without_force(folder: Path) -> None:
    run(items=(post(1, "old", slug="one"),))
    same = run()
    assert same.exit_code == 0, "the file is what would be written"
    result = run(items=(post(1, "new", slug="one"), post(2, "two", slug="two")))
    assert result.exit_code == 1
    assert "1 file not written, because another exists there: content/one.md" in result.output
    assert "old" in (folder / "content/one.md").read_text("utf-8")
    assert "two" in (folder / "content/two.md").read_text("utf-8")
    assert run("--force").exit_code == 0
    assert "new" in (folder / "content/one.md").read_text("utf-8")


def test_two_posts_with_the_same_name_get_two_files(folder: Path) -> None:
    items = post(1, "a", slug="one"), post(2, "b", slug="one", kind="page")
    run("--force", "--no-dir-page", items=items)
    assert files(folder / "content") == ["one-2.md", "one.md"]
    assert "Slug: one\n" in (folder / "content/one-2.md").read_text("utf-8")


def test_two_articles_with_the_same_slug_get_different_slugs(folder: Path) -> None:
    items = post(1, "a", slug="one"), post(2, "b", slug="one", kind="event")
    for arguments in ((), ("--wp-custpost", "--force")):
        assert run(*arguments, items=items).exit_code == 0
        slugs = [
            re.search("Slug: (.*)", file.read_text("utf-8"))
            for file in (folder / "content").rglob("*.md")
        ]
        assert {slug and slug[1] for slug in slugs} == {"one", "one-2"}


def test_an_article_does_not_collide_with_a_page_of_pelican(folder: Path) -> None:
    run(items=(post(1, "a", slug="tags"), post(2, "b", slug="tags", kind="page")))
    assert files(folder / "content") == ["pages/tags.md", "tags-1.md"]


def test_the_report_names_unrendered_shortcodes() -> None:
    items = (
        post(1, '[contact-form-7 id="1"] [mks_separator]', slug="a"),
        post(2, "[embed]https://example.org/[/embed] [contact-form-7 id='1']", slug="b"),
    )
    output = run(items=items).output
    assert "[contact-form-7] 2 × in 2 files: content/a.md, content/b.md" in output
    assert "[embed] 1 × in 1 file: content/b.md" in output
    assert (
        'To render [embed], write into pelicanconf.py: MKS_SHORTCODES = ["meks", "wordpress"]'
        in output
    )
    assert "mks_separator" not in output


def test_the_report_follows_the_settings_of_the_site(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text('PATH = "."\nMKS_SHORTCODES = ["meks", "embed"]\n')
    output = run(items=(post(1, "[embed]https://example.org/[/embed]"),)).output
    assert "Every shortcode will be rendered." in output


def test_unreadable_settings_do_not_stop_the_import(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text("1 / 0")
    result = run(items=(post(1, "a", slug="one"),))
    assert "for the default settings" in result.output
    assert files(folder / "content") == ["one.md"]


def test_a_new_site_needs_no_content_folder(folder: Path) -> None:
    (folder / "pelicanconf.py").write_text('PATH = "content"\n')
    result = run(items=(post(1, "a", slug="one"),))
    assert (result.exit_code, result.output.count("error")) == (0, 0)


def test_the_report_counts_skipped_content() -> None:
    comment = "<wp:comment><wp:comment_id>1</wp:comment_id></wp:comment>"
    output = run(
        items=(post(1, more=comment), post(2, status="trash"), post(3, status="private"))
    ).output
    assert "Imported 2 articles into content." in output
    assert "Became drafts: 1 private." in output
    assert "Not imported: 1 post in the trash and 1 comment." in output


def test_a_broken_post_causes_one_message(folder: Path) -> None:
    result = run(items=(post(1, date="never"), post(2, slug="two")))
    assert result.exit_code == 1
    assert result.output.count("is not imported") == 1
    assert files(folder / "content") == ["two.md"]


@pytest.mark.parametrize(
    ("error", "problem"),
    [(pandoc.PandocError("pandoc failed: no"), "pandoc failed: no"), (KeyError(), "KeyError")],
)
def test_a_post_that_cannot_be_converted_is_written_as_html(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, problem: str
) -> None:
    def fails(*_: str) -> str:
        raise error

    monkeypatch.setattr(convert, "convert", fails)
    result = run(items=(post(1, "a\n\nb", slug="one"),))
    assert result.exit_code == 1
    assert f"“Post 1” is written as HTML: {problem}" in result.output
    assert "<p>a</p>" in (folder / "content/one.html").read_text("utf-8")


class TestWithoutPandoc:
    @pytest.fixture(autouse=True)
    def _no_pandoc(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "")
        monkeypatch.setattr(pandoc, "_bundled", lambda: None)

    def test_the_message_says_what_to_install(self, folder: Path) -> None:
        result = run(items=(post(1),))
        assert result.exit_code == 2
        assert 'pip install "pelican-mks[import]"' in result.output
        assert not (folder / "content").exists()

    def test_html_needs_no_pandoc(self) -> None:
        assert run("--markup", "html", items=(post(1),)).exit_code == 0


def test_other_files_are_rejected(folder: Path) -> None:
    (folder / "export.xml").write_text("<html></html>")
    result = run()
    assert result.exit_code == 2
    assert "export.xml: it is not a WordPress export" in result.output


@pytest.fixture
def uploads(folder: Path) -> Iterator[str]:
    """A server for the files in the folder."""
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("markup", MARKUPS)
def test_downloads_files_and_links_to_them(folder: Path, uploads: str, markup: str) -> None:
    (folder / "uploads").mkdir()
    (folder / "uploads/a.jpg").write_bytes(b"picture")
    url = f"{uploads}/uploads/a.jpg"
    items = (
        post(1, f'<img src="{url}" alt="x">', slug="one"),
        attachment(2, url, parent=1),
        attachment(3, f"{uploads}/missing.jpg", parent=1),
        attachment(4, "file:///etc/hostname"),
        attachment(5, f"{uploads}/../../outside.jpg"),
    )
    result = run("--wp-attach", "-m", markup, items=items)
    assert (folder / "content/uploads/a.jpg").read_bytes() == b"picture"
    text = (folder / f"content/one.{MARKUPS[markup]}").read_text("utf-8")
    assert "{static}uploads/a.jpg" in text
    assert "uploads/a.jpg" in text.partition("\n\n")[0]
    assert "3 files could not be downloaded:" in result.output
    assert f"{uploads}/missing.jpg" in result.output
