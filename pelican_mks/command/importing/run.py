"""The whole import, from an export to files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from pelican.tools.pelican_import import get_attachments

from pelican_mks.command.importing.attachments import Library
from pelican_mks.command.importing.convert import Converted, Sources, converted
from pelican_mks.command.importing.downloads import Downloads
from pelican_mks.command.importing.export import BrokenPost, Export, Post
from pelican_mks.command.importing.pandoc import find_pandoc
from pelican_mks.command.importing.tags import import_lexicon, shortcode_names
from pelican_mks.command.importing.writing import Layout, Writer


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command."""

    export: Path
    layout: Layout
    author: str | None = None
    """Import only this author's posts."""
    attachments: bool = False
    """Download the files of the media library."""
    force: bool = False
    jobs: int = 1


@dataclass(slots=True)
class Outcome:
    """The outcome of an import."""

    written: Counter[str] = field(default_factory=Counter)
    """The number of files by kind of post."""
    kept: list[Path] = field(default_factory=list)
    """Existing files that were not overwritten."""
    problems: list[str] = field(default_factory=list)
    """A message for each post that was not imported, or not in the requested markup."""
    shortcodes: dict[str, Counter[Path]] = field(default_factory=lambda: defaultdict(Counter))
    """The number of opening tags left in each file, by shortcode."""
    drafts: Counter[str] = field(default_factory=Counter)
    """The number of posts that became drafts, by reason."""
    left_out: Counter[str] = field(default_factory=Counter)
    """The number of posts not imported, by their WordPress status."""
    comments: int = 0
    failed_downloads: list[str] = field(default_factory=list)
    is_complete: bool = True
    """False if the export file is truncated."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A converted post."""

    post: Post
    converted: Converted
    markup: str
    problem: str = ""
    """Why it is HTML instead of the requested markup."""


class Import:
    """An import in progress.

    Raises `OSError`, `ExportError` or `PandocError` if it cannot start.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._pandoc = "" if options.layout.markup == "html" else find_pandoc()
        self._export = Export(options.export)
        self._writer = Writer(options.layout, force=options.force)
        self._sources = Sources(
            import_lexicon(shortcode_names(self._export.contents())),
            Library(self._export.attachments()),
            self._export.shared_blocks(),
        )
        self._downloads = Downloads(options.layout.output)
        self._attached = get_attachments(str(options.export)) if options.attachments else {}
        self.outcome = Outcome(
            left_out=self._export.left_out(),
            comments=self._export.comments,
            is_complete=self._export.is_complete,
        )

    def __len__(self) -> int:
        """Return the number of posts."""
        return len(self._export)

    def run(self) -> Iterator[None]:
        """Import all posts; yield after each."""
        posts = self._export.posts(custom_types=self._options.layout.types_apart)
        with ThreadPoolExecutor(self._options.jobs) as pool:
            for done in pool.map(self._convert, posts):
                if isinstance(done, BrokenPost):
                    self._report(f"“{done.name}” is not imported: {done.reason}")
                elif done:
                    self._write(done)
                yield
        if self._options.attachments:
            self._downloads.fetch(sorted(self._attached.get(None, ())))
        self.outcome.failed_downloads = self._downloads.failed

    def _convert(self, post: Post | BrokenPost) -> _Done | BrokenPost | None:
        """Convert a post; return `None` if it is filtered out."""
        if isinstance(post, BrokenPost):
            return post
        if self._options.author not in (None, post.author):
            return None
        markup = self._options.layout.markup
        try:
            try:
                return _Done(post, self._converted(post, markup), markup)
            except Exception as error:  # noqa: BLE001 - no post may stop the import
                # HTML needs neither pandoc nor docutils.
                return _Done(post, self._converted(post, "html"), "html", str(error))
        except Exception as error:  # noqa: BLE001
            return BrokenPost(post.title, f"{type(error).__name__}: {error}")

    def _converted(self, post: Post, markup: str) -> Converted:
        return converted(post.content, post.number, self._sources, markup, self._pandoc)

    def _write(self, done: _Done) -> None:
        post = self._writer.named(done.post)
        files, body = self._with_files(post, done.converted.text)
        writer = self._writer
        if done.problem:
            self._report(f"“{post.title}” is written as HTML: {done.problem}")
            writer = replace(writer, layout=replace(writer.layout, markup=done.markup))
        path = writer.path(post)
        try:
            is_written = writer.write(path, post, body, files)
        except OSError as error:
            self._report(f"“{post.title}” is not imported: {path}: {error.strerror}")
            return
        if not is_written:
            self.outcome.kept.append(path)
            return
        self.outcome.written[post.kind] += 1
        self.outcome.drafts[post.draft_reason] += bool(post.draft_reason)
        for name in done.converted.shortcodes:
            self.outcome.shortcodes[name][path] += 1

    def _with_files(self, post: Post, text: str) -> tuple[list[str], str]:
        """Return the paths of the files attached to a post, and its text with links to them."""
        if not self._options.attachments:
            return [], text
        files = self._downloads.fetch(sorted(self._attached.get(post.slug, ())))
        return files, self._downloads.with_links(text)

    def _report(self, problem: str) -> None:
        self.outcome.problems.append(problem)
