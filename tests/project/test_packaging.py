"""The published files: the sdist, and the wheel installed in a new environment."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from markdown import markdown

from pelican_mks.render.words import DOMAIN
from tests.shared import Shared
from tests.sites import PROJECT, WIDGET, article

BUILD = """
import json, sys
from pelican import Pelican, signals
from pelican.settings import read_settings
plugins = json.loads(sys.argv[1])
settings = read_settings(override={
    "PATH": "content", "OUTPUT_PATH": "output", "SITEURL": "https://example.org",
    "THEME": "simple", "PLUGINS": plugins,
})
Pelican(settings).run()
print(json.dumps(len(signals.content_object_init.receivers)))
"""

RECORD_IMPORTS = """
import builtins, json
recorded, import_ = [], builtins.__import__
def recording(name, globals=None, *rest, **more):
    importer = (globals or {}).get("__name__") or ""
    if importer.startswith("pelican_mks") and name.split(".")[0] in ("click", "rich"):
        recorded.append(f"{importer}: {name}")
    return import_(name, globals, *rest, **more)
builtins.__import__ = recording
"""
"""Records which of the command's dependencies our modules import; Pelican itself imports rich."""
REPORT = """
import sys
print(json.dumps(recorded + [name for name in sys.modules if name.startswith("pelican_mks.command")]))
"""

ANSWERS = {
    "Where do you want to create your new web site?": "",
    "What will be the title of this web site?": "First site",
    "Who will be the author of this web site?": "A newcomer",
    "What will be the default language of this web site?": "en",
    "Do you want to specify a URL prefix?": "n",
    "Do you want to enable article pagination?": "n",
    "What is your time zone?": "Europe/Lisbon",
    "Do you want to generate a tasks.py/Makefile to automate generation and publishing?": "n",
}
"""The questions of `pelican-quickstart`, in order, with our answers."""


def run(*command: str | Path, cwd: Path, answers: str = "") -> str:
    done = subprocess.run(  # noqa: S603 - our own commands
        [str(part) for part in command],
        cwd=cwd,
        input=answers,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(shared: Shared) -> Path:
    """The sdist, and the wheel built from it."""

    def make(folder: Path) -> Path:
        run(sys.executable, "-m", "build", "--outdir", folder, cwd=PROJECT)
        return folder

    return shared.get("dist", make)


@pytest.fixture(scope="module")
def sdist(dist: Path) -> Path:
    (found,) = dist.glob("*.tar.gz")
    return found


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, shared: Shared) -> Path:
    """The interpreter of an environment that contains the wheel and its dependencies."""

    def make(folder: Path) -> Path:
        venv.create(folder)
        interpreter = folder / "bin" / "python"
        pip = (sys.executable, "-m", "pip", "--python", interpreter)
        run(*pip, "install", "--quiet", wheel, cwd=folder)
        return interpreter

    return shared.get("environment", make)


def test_twine_accepts_both_files(sdist: Path, wheel: Path) -> None:
    printed = run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel, cwd=PROJECT)
    assert printed.count("PASSED") == 2


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    """The project's metadata on a package index."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".dist-info/METADATA")]
        return message_from_bytes(archive.read(name))


def test_the_metadata_link_the_project(metadata: Message) -> None:
    links = dict(each.split(", ") for each in metadata.get_all("Project-URL", []))
    assert links.keys() == {"Source", "Documentation", "Changelog", "Issues"}


def test_the_readme_on_an_index_has_absolute_urls(metadata: Message) -> None:
    """Another test checks the relative URLs in the repository."""
    source = dict(each.split(", ") for each in metadata.get_all("Project-URL", []))["Source"]
    text = str(metadata.get_payload(decode=True), "utf-8")  # type: ignore[arg-type]
    assert metadata["Description-Content-Type"] == "text/markdown"
    page = BeautifulSoup(markdown(text, extensions=["extra"]), "lxml")
    links = [str(tag.get("href") or tag.get("src")) for tag in page(["a", "img"])]
    links += [str(tag["srcset"]) for tag in page("source")]
    assert all(link.startswith(("https://", "http://127.0.0.1:")) for link in links), links
    ours = [link.removeprefix(source) for link in links if link.startswith(source)]
    files = [re.fullmatch(r"/(?:blob|raw)/HEAD/([^#]+)(?:#.*)?", link) for link in ours]
    assert all(found and (PROJECT / found[1]).is_file() for found in files), ours
    pictures = [link for link in ours if link.startswith("/raw/")]
    assert len(pictures) == 2
    assert len(ours) > 10


def test_the_metadata_contain_all_licences(metadata: Message) -> None:
    """The licences are those of the code, of the icons, and of the article in the sdist."""
    assert metadata["License-Expression"].split(" AND ") == ["MIT", "CC-BY-4.0", "CC-BY-3.0"]


def test_the_sdist_contains_the_whole_project(sdist: Path) -> None:
    """These are files that no test needs; `make test-matrix` also runs the tests in the sdist."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    hidden = {".ci/run", ".github/workflows/publish.yml", ".pre-commit-hooks.yaml", ".gitignore"}
    files = {"CHANGELOG.md", "LICENSE", "SECURITY.md", "changes/README.md", "noxfile.py"}
    assert hidden | files <= names
    generated = {".cache", ".git", ".venv", "dist", "output"}
    assert not {
        name for name in names if name.partition("/")[0] in generated or "__pycache__" in name
    }


def test_the_wheel_contains_the_package_and_the_namespace_plugin(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    package = [name for name in names if not name.partition("/")[0].endswith(".dist-info")]
    expected = {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "pelican_mks").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in (".po", ".pot")
    }
    expected.remove("pelican_mks/site/namespace_plugin.py")
    expected.add("pelican/plugins/mks/__init__.py")
    assert set(package) == expected
    assert any(name.endswith("licenses/LICENSE") for name in names)


@pytest.mark.parametrize("plugins", [None, ["pelican_mks"], ["mks"], ["pelican_mks", "mks"]])
def test_pelican_finds_the_plugin_once(
    python: Path, tmp_path: Path, plugins: list[str] | None
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "one.md").write_text(article(WIDGET), encoding="utf-8")
    printed = run(python, "-c", BUILD, json.dumps(plugins), cwd=tmp_path)
    assert printed.splitlines()[-1] == "1"
    page = (tmp_path / "output" / "one.html").read_text(encoding="utf-8")
    assert page.count('<div class="mks-tabs"') == 1
    assert page.count("pelican_mks/tabs.js") == 1
    assert (tmp_path / "output" / "theme" / "pelican_mks" / "tabs.js").is_file()


def test_the_core_does_not_import_pelican(python: Path, tmp_path: Path) -> None:
    program = "import sys, pelican_mks; pelican_mks.transform('[mks_tabs]'); print('pelican' in sys.modules)"
    assert run(python, "-c", program, cwd=tmp_path).strip() == "False"


def test_the_wheel_contains_the_translations(wheel: Path, python: Path, tmp_path: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert f"pelican_mks/render/locale/ar/LC_MESSAGES/{DOMAIN}.mo" in names
    program = "import pelican_mks; print(ascii(pelican_mks.transform('[mks_toggle]x', language='ar').html))"
    assert ascii("عنوان").strip("'") in run(python, "-c", program, cwd=tmp_path)


def test_the_command_is_installed(python: Path, tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(article(WIDGET), encoding="utf-8")
    printed = run(python.parent / "pelican-mks", "check", "one.md", cwd=tmp_path)
    assert printed == "No problems in 1 file.\n"


def test_a_new_site_shows_a_widget(python: Path, tmp_path: Path) -> None:
    """A new site with an article from WordPress needs no settings and no changes of the theme."""
    commands = python.parent
    run(commands / "pelican-quickstart", cwd=tmp_path, answers="\n".join(ANSWERS.values()) + "\n")
    body = (
        "Before.\n\n[mks_tabs]\n[mks_tab_item title=”Translation”]\nTo *be* loyal.\n[/mks_tab_item]"
    )
    (tmp_path / "content/first.md").write_text(article(body, slug="first"), encoding="utf-8")
    log = run(commands / "pelican", "content", cwd=tmp_path)
    page = (tmp_path / "output/first.html").read_text(encoding="utf-8")
    assert '<h2 class="mks-tabs__title">Translation</h2>' in page
    assert "<p>To <em>be</em> loyal.</p>" in page
    assert "[mks" not in page
    head = page[: page.index("</head>")]
    for name in ("tabs.css", "tabs.js"):
        assert head.count(f"pelican_mks/{name}") == page.count(f"pelican_mks/{name}") == 1
        assert (tmp_path / "output/theme/pelican_mks" / name).is_file()
    assert "content/first.md:7:1: MKS001 [mks_tabs]" in log


def test_building_a_site_imports_nothing_for_the_command(python: Path, tmp_path: Path) -> None:
    """Building a site does not import packages that only the command needs."""
    (tmp_path / "content").mkdir()
    body = f"{WIDGET}\n\n[mks_button title=A bg_color=teal icon=star]\n\n[mks_tabs]"
    (tmp_path / "content" / "one.md").write_text(article(body), encoding="utf-8")
    log = run(python, "-c", f"{RECORD_IMPORTS}\n{BUILD}\n{REPORT}", '["pelican_mks"]', cwd=tmp_path)
    assert "mks-button" in (tmp_path / "output/one.html").read_text(encoding="utf-8")
    assert json.loads(log.splitlines()[-1]) == []
    program = (
        f"{RECORD_IMPORTS}\nimport pelican_mks\npelican_mks.transform('[mks_tabs]x')\n{REPORT}"
    )
    assert json.loads(run(python, "-c", program, cwd=tmp_path)) == []
