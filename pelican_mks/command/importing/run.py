"""The whole import: from an export and options to files, and to what is to be said about them."""

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
    """What the command was asked for."""

    export: Path
    layout: Layout
    author: str | None = None
    """Import this author's posts alone."""
    attachments: bool = False
    """Fetch the files of the library."""
    force: bool = False
    jobs: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of an import."""

    written: Counter[str] = field(default_factory=Counter)
    """How many files, by the kind of post."""
    kept: list[Path] = field(default_factory=list)
    """The files that were there before."""
    problems: list[str] = field(default_factory=list)
    """One for each post that was not imported, or not as asked."""
    shortcodes: dict[str, Counter[Path]] = field(default_factory=lambda: defaultdict(Counter))
    """For each name how many tags that open are left, by file."""
    drafts: Counter[str] = field(default_factory=Counter)
    """How many posts became drafts, by what they were."""
    left_out: Counter[str] = field(default_factory=Counter)
    """How many posts were not imported, by their status in WordPress."""
    comments: int = 0
    failed_downloads: list[str] = field(default_factory=list)
    is_whole: bool = True
    """Whether the export file ends as it should."""


@dataclass(frozen=True, slots=True)
class _Done:
    """A converted post."""

    post: Post
    converted: Converted
    markup: str
    problem: str = ""
    """Why it is HTML though something else was asked for."""


class Import:
    """An import that is under way.

    Raises `OSError`, `ExportError` or `PandocError` where it cannot begin.
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
            is_whole=self._export.is_whole,
        )

    def __len__(self) -> int:
        """How many posts there are."""
        return len(self._export)

    def run(self) -> Iterator[None]:
        """Import post by post; yields after each."""
        posts = self._export.posts(custom_types=self._options.layout.types_apart)
        with ThreadPoolExecutor(self._options.jobs) as pool:
            for done in pool.map(self._convert, posts):
                if isinstance(done, BrokenPost):
                    self._say(f"“{done.name}” is not imported: {done.reason}")
                elif done:
                    self._write(done)
                yield
        if self._options.attachments:
            self._downloads.fetch(sorted(self._attached.get(None, ())))
        self.outcome.failed_downloads = self._downloads.failed

    def _convert(self, post: Post | BrokenPost) -> _Done | BrokenPost | None:
        """A post with its text; `None` if it is not wanted."""
        if isinstance(post, BrokenPost):
            return post
        if self._options.author not in (None, post.author):
            return None
        markup = self._options.layout.markup
        try:
            try:
                return _Done(post, self._converted(post, markup), markup)
            except Exception as error:  # noqa: BLE001 - nothing in a post may end the run
                # HTML needs neither pandoc nor a parser.
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
            self._say(f"“{post.title}” is written as HTML: {done.problem}")
            writer = replace(writer, layout=replace(writer.layout, markup=done.markup))
        path = writer.path(post)
        try:
            is_written = writer.write(path, post, body, files)
        except OSError as error:
            self._say(f"“{post.title}” is not imported: {path}: {error.strerror}")
            return
        if not is_written:
            self.outcome.kept.append(path)
            return
        self.outcome.written[post.kind] += 1
        self.outcome.drafts[post.was] += bool(post.was)
        for name in done.converted.shortcodes:
            self.outcome.shortcodes[name][path] += 1

    def _with_files(self, post: Post, text: str) -> tuple[list[str], str]:
        """The places of the files attached to a post, and its text with links to them."""
        if not self._options.attachments:
            return [], text
        files = self._downloads.fetch(sorted(self._attached.get(post.slug, ())))
        return files, self._downloads.with_links(text)

    def _say(self, problem: str) -> None:
        self.outcome.problems.append(problem)
