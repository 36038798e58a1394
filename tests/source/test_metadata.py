"""The spans of a file's metadata."""

from __future__ import annotations

import pytest

from pelican_mks.source.metadata import metadata

SUMMARY = "A summary"
FILES = [
    f"Title: One\nSummary: {SUMMARY}\n\n@Text.",
    f"Title: One\nSummary: {SUMMARY}\n    of two lines\n@Text.",
    f"---\nTitle: One\nSummary: {SUMMARY}\n@---\n\nText.",
    f"One\n###\n\n:date: 2020-01-02\n:summary: {SUMMARY}\n\n@Text.\n\n:field: x\n",
    f"One\n###\n:summary: {SUMMARY}\n   of two lines\n@Text.",
    f"<html><head><title>One</title><meta name='summary' content='{SUMMARY}'></head>@<body>x",
    f"<!DOCTYPE html>\n<html>\n<meta content='{SUMMARY}' name='summary'><title>One</title><body class=a>@",
]


@pytest.mark.parametrize("file", FILES)
def test_each_field_has_its_span(file: str) -> None:
    source = file.replace("@", "")
    found = metadata(source)
    start, end = found.fields["summary"]
    assert SUMMARY in source[start:end]
    title = source[slice(*found.fields["title"])]
    assert "One" in title
    assert SUMMARY not in title


@pytest.mark.parametrize("file", FILES)
def test_the_body_starts_after_the_metadata(file: str) -> None:
    found = metadata(file.replace("@", ""))
    assert file[: found.end].replace("\n", "") == file.partition("@")[0].replace("\n", "")


@pytest.mark.parametrize("source", ["", "Text.", "\nTitle: One", "* list: x", "[mks_tabs]\n"])
def test_a_text_without_metadata_has_none(source: str) -> None:
    assert metadata(source).end == 0
