"""WordPress export files with every kind of post."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Voices</title>
<wp:wxr_version>1.2</wp:wxr_version>
{items}
</channel>
</rss>
"""
_ITEM = """<item>
<title>{title}</title>
<dc:creator><![CDATA[{author}]]></dc:creator>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
<wp:post_id>{number}</wp:post_id>
<wp:post_date><![CDATA[{date}]]></wp:post_date>
<wp:post_name><![CDATA[{slug}]]></wp:post_name>
<wp:status><![CDATA[{status}]]></wp:status>
<wp:post_parent>{parent}</wp:post_parent>
<wp:menu_order>0</wp:menu_order>
<wp:post_type><![CDATA[{kind}]]></wp:post_type>
<wp:post_password><![CDATA[{password}]]></wp:post_password>
{more}</item>"""
_DEFAULTS = {
    "author": "admin",
    "content": "",
    "date": "2017-09-05 08:00:00",
    "excerpt": "",
    "kind": "post",
    "more": "",
    "parent": "0",
    "password": "",
    "status": "publish",
}


def post(number: int, content: str = "", **fields: str) -> str:
    """Return a post; `fields` are its title, slug, author, date, status, kind, parent, password and excerpt."""
    values = {**_DEFAULTS, "content": content, "slug": f"post-{number}", **fields}
    values.setdefault("title", f"Post {number}")
    values["title"] = escape(values["title"])
    return _ITEM.format(number=number, **values)


def category(*names: str, domain: str = "category") -> str:
    """Return categories or, with the domain `post_tag`, tags, for `more`."""
    return "".join(
        f'<category domain="{domain}" nicename="x"><![CDATA[{name}]]></category>\n'
        for name in names
    )


def attachment(number: int, url: str, *, parent: int = 0, alt: str = "", caption: str = "") -> str:
    """Return a file in the media library."""
    more = f"<wp:attachment_url><![CDATA[{url}]]></wp:attachment_url>\n"
    if alt:
        more += (
            "<wp:postmeta><wp:meta_key><![CDATA[_wp_attachment_image_alt]]></wp:meta_key>"
            f"<wp:meta_value><![CDATA[{alt}]]></wp:meta_value></wp:postmeta>\n"
        )
    return post(
        number,
        kind="attachment",
        status="inherit",
        parent=str(parent),
        excerpt=caption,
        more=more,
    )


def wxr(items: Iterable[str]) -> str:
    """Return an export file."""
    return _EXPORT.format(items="\n".join(items))
