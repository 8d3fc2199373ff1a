"""The house keeps its own rules: layout, layers, sizes, locks and what may be imported when."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from diptych.version import VERSION

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "desktop" / "diptych"
TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench",
    "desktop",
    "docs",
    "packaging",
    "pyproject.toml",
    "resources",
    "seeds",
    "tests",
}
HEAVY = (
    "argostranslate",
    "ctranslate2",
    "docx",
    "langdetect",
    "lxml",
    "nltk",
    "numpy",
    "py3langid",
    "PySide6",
    "rapidfuzz",
    "scipy",
    "sentencepiece",
    "sentencex",
    "shiboken6",
    "sumy",
    "trafilatura",
)
IN_ONE_MODULE = set(HEAVY) - {"PySide6", "shiboken6", "docx", "lxml", "numpy", "scipy"}
"""Packages that one module of ours stands for, so that they can be replaced in one place."""

BELOW_THE_WINDOW = ("cli", "core", "engines", "formats", "packs", "workspace")
LONGEST_FILE = 400
LONGEST_FUNCTION = 40

_IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import diptych
names = [m.name for m in pkgutil.walk_packages(diptych.__path__, "diptych.")]
wanted = [n for n in names if n.split(".")[1] in sys.argv[1].split()]
for name in wanted:
    importlib.import_module(name)
loaded = {name.partition(".")[0] for name in sys.modules}
print(len(wanted))
print(" ".join(sorted(loaded.intersection(sys.argv[2].split()))))
"""


def _project() -> dict[str, object]:
    with (REPOSITORY / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def _git_files() -> list[str]:
    if shutil.which("git") is None or not (REPOSITORY / ".git").exists():
        pytest.skip("not a git checkout, or no git here")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return [name for name in listed.stdout.splitlines() if (REPOSITORY / name).exists()]


def test_the_packages_in_pyproject_are_those_in_the_tree() -> None:
    project = _project()
    setuptools = project["tool"]["setuptools"]  # type: ignore[index]
    in_tree = {
        ".".join(("diptych", *path.parent.relative_to(PACKAGE).parts))
        for path in PACKAGE.rglob("__init__.py")
    }
    assert set(setuptools["packages"]) == in_tree | {"diptych.resources"}
    assert (REPOSITORY / "resources" / "__init__.py").exists()


def test_every_folder_of_code_is_a_package() -> None:
    folders = {path.parent for path in _sources()}
    assert [f.name for f in folders if not (f / "__init__.py").exists()] == []


def test_the_resources_named_in_pyproject_are_there() -> None:
    from importlib.resources import files

    resources = files("diptych.resources")
    assert any(item.name.endswith(".svg") for item in (resources / "icons").iterdir())
    packs = {item.name for item in (resources / "packs").iterdir()}
    models = {name for name in packs if name.endswith(".argosmodel")}
    assert models
    assert {name.replace(".argosmodel", ".README.md") for name in models} <= packs


def test_the_top_level_holds_what_the_plan_names() -> None:
    assert {name.split("/")[0] for name in _git_files()} == TOP_LEVEL


def test_the_seeds_are_as_they_were_given() -> None:
    given = REPOSITORY.parent / "shared" / "seeds"
    if not given.is_dir():
        pytest.skip("the given seeds are not beside this checkout")
    ours = {p.name: p.read_bytes() for p in (REPOSITORY / "seeds").iterdir() if p.is_file()}
    assert ours == {p.name: p.read_bytes() for p in given.iterdir() if p.is_file()}


def test_nothing_below_the_window_loads_qt_or_an_engine_when_imported() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_EVERYTHING, " ".join(BELOW_THE_WINDOW), " ".join(HEAVY)],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )
    assert done.returncode == 0, done.stderr
    count, loaded = done.stdout.split("\n")[:2]
    assert int(count) >= 40
    assert loaded == ""


def _imported(tree: ast.Module) -> set[str]:
    """Full names of all modules that a file imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def test_each_engine_is_imported_by_one_module_of_ours() -> None:
    users: dict[str, set[str]] = {}
    for path in _sources():
        for name in _imported(ast.parse(path.read_text(encoding="utf-8"))):
            package = name.partition(".")[0]
            if package in IN_ONE_MODULE:
                users.setdefault(package, set()).add(path.relative_to(PACKAGE).as_posix())
    assert {package: sorted(paths) for package, paths in users.items() if len(paths) > 1} == {}


def test_argos_translates_and_splits_nothing_for_us() -> None:
    for path in _sources():
        imported = _imported(ast.parse(path.read_text(encoding="utf-8")))
        assert not imported & {"argostranslate.translate", "argostranslate.sbd"}, path


def test_the_version_stands_in_one_place() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    project = _project()["project"]
    assert "version" not in project  # type: ignore[operator]
    holders = [
        path.relative_to(PACKAGE).as_posix()
        for path in _sources()
        if f'"{VERSION}"' in path.read_text(encoding="utf-8")
    ]
    assert holders == ["version.py"]


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## \[(\d[^\]]*)\]", changelog, re.MULTILINE)
    assert releases[0] == VERSION


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_the_lock_holds_the_qt_that_keeps_its_references(lock: str) -> None:
    locked = (REPOSITORY / "packaging" / "lock" / lock).read_text(encoding="utf-8").lower()
    assert "pyside6-essentials==6.11.3 " in locked
    assert "shiboken6==6.11.3 " in locked


@pytest.mark.parametrize("lock", ["run.txt", "dev.txt"])
def test_every_dependency_is_locked_with_its_hash(lock: str) -> None:
    project = _project()["project"]
    locked = (REPOSITORY / "packaging" / "lock" / lock).read_text(encoding="utf-8").lower()
    pins = re.findall(
        r"^([a-z0-9._-]+)==\S+(?: ;[^\\\n]*)? \\\n    --hash=sha256:", locked, re.MULTILINE
    )
    named = {
        re.split(r"[<>=!~ \[;]", str(dependency))[0].lower()
        for dependency in project["dependencies"]  # type: ignore[index]
    }
    assert named - set(pins) == set()


def test_files_stay_short() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in _sources()
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    long = {}
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                lines = node.end_lineno - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{path.relative_to(PACKAGE).as_posix()}:{node.name}"] = lines
    assert long == {}


def test_imports_point_downwards() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [linter, "--no-cache"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout
