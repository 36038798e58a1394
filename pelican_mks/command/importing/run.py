"""The whole import, from an export to files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pelican.tools.pelican_import import get_attachments

from pelican_mks.command.importing.attachments import Library
from pelican_mks.command.importing.convert import Converted, Sources, converted
from pelican_mks.command.importing.downloads import Downloads
from pelican_mks.command.importing.export import BrokenPost, Export, Post
from pelican_mks.command.importing.pandoc import find_pandoc
from pelican_mks.command.importing.tags import import_lexicon, shortcode_names
from pelican_mks.command.importing.writing import Options, Writer


class Import:
    """An import, and what it has imported so far.

    Raises `OSError`, `ExportError` or `PandocError` if it cannot start.
    """

    def __init__(self, options: Options) -> None:
        self.options = options
        self.pandoc = "" if options.markup == "html" else find_pandoc()
        self.export = Export(options.export)
        self.sources = Sources(
            import_lexicon(shortcode_names(self.export.contents())),
            Library(self.export.attachments()),
            self.export.shared_blocks(),
        )
        self.writer = Writer(options)
        self.downloads = Downloads(options.output)
        self.attached = get_attachments(str(options.export)) if options.wp_attach else {}
        self.written: Counter[str] = Counter()
        """The number of files by kind of post."""
        self.kept: list[Path] = []
        """Existing files that were not overwritten."""
        self.problems: list[str] = []
        """A message for each post that was not imported, or not in the requested markup."""
        self.drafts: Counter[str] = Counter()
        """The number of posts that became drafts, by reason."""
        self.shortcodes: defaultdict[str, Counter[Path]] = defaultdict(Counter)
        """The number of opening tags left in each file, by shortcode."""

    def run(self) -> Iterator[None]:
        """Import all posts; yield after each."""
        posts = self.export.posts(custom_types=self.options.wp_custpost)
        with ThreadPoolExecutor(self.options.jobs) as pool:
            for done in pool.map(self._convert, posts):
                if isinstance(done, BrokenPost):
                    self.problems.append(f"“{done.name}” is not imported: {done.reason}")
                elif done:
                    self._write(*done)
                yield
        if self.options.wp_attach:
            self.downloads.fetch(sorted(self.attached.get(None, ())))

    def _convert(self, post: Post | BrokenPost) -> tuple[Post, Converted, str] | BrokenPost | None:
        """Convert a post, unless it is filtered out; the text says why it is HTML instead."""
        if isinstance(post, BrokenPost):
            return post
        if self.options.filter_author not in (None, post.author):
            return None
        try:
            return post, self._converted(post, self.options.markup), ""
        except Exception as error:  # noqa: BLE001 - no post may stop the import
            problem = str(error) or type(error).__name__
        try:
            # HTML needs neither pandoc nor docutils.
            return post, self._converted(post, "html"), problem
        except Exception as error:  # noqa: BLE001
            return BrokenPost(post.title, f"{type(error).__name__}: {error}")

    def _converted(self, post: Post, markup: str) -> Converted:
        return converted(post.content, post.number, self.sources, markup, self.pandoc)

    def _write(self, post: Post, done: Converted, problem: str) -> None:
        post, body, files = self.writer.named(post), done.text, []
        if self.options.wp_attach:
            files = self.downloads.fetch(sorted(self.attached.get(post.slug, ())))
            body = self.downloads.with_links(body)
        if problem:
            self.problems.append(f"“{post.title}” is written as HTML: {problem}")
        markup = "html" if problem else self.options.markup
        path = self.writer.path(post, markup)
        try:
            is_written = self.writer.write(path, post, body, files, markup)
        except OSError as error:
            self.problems.append(f"“{post.title}” is not imported: {path}: {error.strerror}")
            return
        if not is_written:
            self.kept.append(path)
            return
        self.written[post.kind] += 1
        self.drafts[post.draft_reason] += bool(post.draft_reason)
        for name in done.shortcodes:
            self.shortcodes[name][path] += 1
