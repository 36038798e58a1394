"""Reading a WordPress export."""

from __future__ import annotations

from pathlib import Path

import pytest

from pelican_mks.command.importing.export import BrokenPost, Export, ExportError, Post
from tests.wxr import attachment, category, post, wxr


def read(folder: Path, *items: str) -> Export:
    path = folder / "export.xml"
    path.write_text(wxr(items), encoding="utf-8")
    return Export(path)


def posts(folder: Path, *items: str) -> list[Post | BrokenPost]:
    return list(read(folder, *items).posts(custom_types=False))


def only(folder: Path, item: str) -> Post:
    (found,) = posts(folder, item)
    assert isinstance(found, Post)
    return found


def test_a_post_has_its_fields(tmp_path: Path) -> None:
    more = category("News", "World") + category("a", domain="post_tag")
    found = only(tmp_path, post(3, "Text", title="A & <b>B</b>", slug="a-b", more=more))
    assert (found.number, found.title, found.content) == ("3", "A & <b>B</b>", "Text")
    assert (found.filename, found.date, found.author) == ("a-b", "2017-09-05 08:00", "admin")
    assert (found.categories, found.tags) == (["News", "World"], ["a"])
    assert (found.status, found.kind, found.draft_reason) == ("published", "article", "")


def test_a_slug_is_decoded(tmp_path: Path) -> None:
    assert only(tmp_path, post(1, slug="%e5%85%9a-x")).filename == "党-x"


def test_a_draft_without_a_slug_is_named_by_its_number(tmp_path: Path) -> None:
    found = only(tmp_path, post(12, slug="", status="draft", date="0000-00-00 00:00:00"))
    assert (found.filename, found.status, found.date) == ("12", "draft", None)


def test_a_post_without_a_title_gets_one(tmp_path: Path) -> None:
    assert only(tmp_path, post(1, title="")).title == "No title [post-1]"


@pytest.mark.parametrize(
    ("fields", "was"),
    [
        ({"status": "private"}, "private"),
        ({"status": "pending"}, "awaiting review"),
        ({"status": "future"}, "scheduled"),
        ({"password": "x"}, "protected by a password"),
    ],
)
def test_unpublished_posts_become_drafts(tmp_path: Path, fields: dict[str, str], was: str) -> None:
    found = only(tmp_path, post(1, **fields))
    assert (found.status, found.draft_reason) == ("draft", was)


def test_other_post_types_are_skipped(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        post(1, kind="nav_menu_item"),
        post(6, kind="wpcf7_contact_form"),
        post(7, kind="elementor_library"),
        post(2, "Shared", kind="wp_block"),
        attachment(3, "https://example.org/a.jpg", parent=4, alt="A", caption="B"),
        post(4, status="trash"),
        post(5, kind="page"),
    )
    assert [
        found.kind for found in export.posts(custom_types=False) if isinstance(found, Post)
    ] == ["page"]
    assert export.left_out() == {"trash": 1}
    assert export.shared_blocks() == {"2": "Shared"}
    (file,) = export.attachments()
    assert (file.number, file.parent, file.alt, file.caption) == ("3", "4", "A", "B")


def test_a_broken_post_does_not_affect_others(tmp_path: Path) -> None:
    first, second, third = posts(tmp_path, post(1), post(2, date="yesterday"), post(3))
    assert isinstance(first, Post)
    assert isinstance(third, Post)
    assert isinstance(second, BrokenPost)
    assert second.name == "Post 2"
    assert "yesterday" in second.reason


def test_a_blank_author_is_ignored(tmp_path: Path) -> None:
    assert only(tmp_path, post(1, author=" ")).author is None


def test_control_characters_are_dropped(tmp_path: Path) -> None:
    assert only(tmp_path, post(1, "a\x08b\x02c")).content == "abc"


def test_text_may_contain_the_end_of_a_cdata_section(tmp_path: Path) -> None:
    assert only(tmp_path, post(1, "a]]]]><![CDATA[>b </item>")).content == "a]]>b </item>"


def test_a_truncated_export_is_detected(tmp_path: Path) -> None:
    text = wxr([post(1), post(2)])
    path = tmp_path / "export.xml"
    path.write_text(text[: text.index("Post 2")], encoding="utf-8")
    export = Export(path)
    assert not export.is_complete
    assert isinstance(next(export.posts(custom_types=False)), Post)


@pytest.mark.parametrize("text", ["", "<html></html>", "<rss><channel></channel></rss>", "\x00"])
def test_other_files_are_rejected(tmp_path: Path, text: str) -> None:
    path = tmp_path / "export.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match="not a WordPress export"):
        Export(path)
