"""Copies of one article: which formats suit it, what they are called, and saving several."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from diptych.core.article import BlockKind
from diptych.core.document import Document
from diptych.core.errors import CannotSaveError
from diptych.core.progress import Cancelled, Context
from diptych.core.versions import Version, VersionKind
from diptych.formats.writing.copy import Copy
from diptych.formats.writing.printed.printout import PrintPdf
from diptych.formats.writing.subtitle_speed import SpeedWarning, speed_warnings
from diptych.formats.writing.writer import FORMS, Form, form_of
from diptych.workspace.saving import PROJECT, Former, WriteFile, save

LONGEST = 60
"""Characters of a headline that go into a name."""

_UNSUITED = re.compile(r"[^\w\s-]")
_FORBIDDEN = re.compile(r"[/\\\x00-\x1f]")
_ENDINGS = tuple({form.suffix for form in FORMS} | {PROJECT, ".htm", ".xliff"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy to save: the name of its form, and where."""

    form: str
    path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one copy: ``problem`` is None when it was saved."""

    wanted: Wanted
    problem: Exception | None = None


def forms_for(document: Document) -> tuple[Form, ...]:
    """The forms that make sense for an article: subtitles only where it has times."""
    timed = any(block.timing is not None for block in document.article.blocks)
    return tuple(form for form in FORMS if timed or not form.timed)


def why_not(form: Form, document: Document, versions: Sequence[Version]) -> str:
    """Why an article cannot be saved in a form as it is now; empty when it can be.

    ``versions`` are those that the copy is to hold beside the source, or in its place.
    """
    if form.name == "tmx" and not versions:
        return "needs a translation"
    if form.name == "tbx" and not document.terms:
        return "no terms of its own"
    return ""


def version_in(document: Document, tag: str) -> Version | None:
    """The newest translation into a language that is there already."""
    found = [version for version in document.targets if version.text.language == tag]
    return found[-1] if found else None


def can_track(document: Document, versions: Sequence[Version]) -> bool:
    """Whether any of the versions is one that somebody edited, and what it began as is known."""
    known = {version.id for version in document.targets}
    return any(v.kind is VersionKind.EDITED and v.based_on in known for v in versions)


# Names


def base_name(document: Document) -> str:
    """What files made from an article are called: its headline, else the stem of its file.

    Without an ending, and without the language that the file's own name may end with.
    """
    article = document.article
    titled = any(b.kind is BlockKind.HEADLINE for b in article.blocks) or article.metadata.title
    if titled:
        words = _UNSUITED.sub("", article.headline)[:LONGEST].strip()
        found = re.sub(r"\s+", "-", words)
    else:
        found = _without_tags(Path(article.source.name).stem, (document.language,))
    return found.strip(". ") or "article"


def copy_name(document: Document, versions: Sequence[Version], project: Path | None = None) -> str:
    """The name without ending for copies: as in “story.fr”, with the languages they hold.

    ``project`` is the .diptych file, whose name goes before all others. The name is never that of
    the article's own file.
    """
    tags = tuple(dict.fromkeys(v.text.language for v in versions if v.text.language))
    base = base_name(document) if project is None else project.stem
    name = ".".join((_without_tags(base, (document.language, *tags)), *tags))
    return f"{name}-copy" if name == Path(document.article.source.name).stem else name


def file_names(name: str, forms: Sequence[Form]) -> dict[str, str]:
    """The file name of each form, by the form's name; those with one ending are told apart.

    An ending that the user has typed behind the name counts once.
    """
    stem = _without_ending(name)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for form in forms:
        plain = f"{stem}{form.suffix}"
        names[form.name] = f"{stem}.{form.name}{form.suffix}" if plain in taken else plain
        taken.add(plain)
    return names


def why_no_name(name: str) -> str:
    """Why files cannot be called that; empty when they can."""
    stem = _without_ending(name)
    if not stem.strip(". "):
        return "Give the copies a name."
    if _FORBIDDEN.search(stem):
        return "A name cannot hold a slash or a line break."
    return ""


def _without_ending(name: str) -> str:
    trimmed = name.strip()
    if trimmed.lower() in _ENDINGS:
        return ""
    stem, ending = os.path.splitext(trimmed)  # noqa: PTH122 - a Path would lose slashes
    return stem if stem and ending.lower() in _ENDINGS else trimmed


def _without_tags(stem: str, tags: Sequence[str | None]) -> str:
    """A stem without the languages that it ends with, as in “film.en”."""
    known = {tag.lower() for tag in tags if tag}
    while True:
        rest, _, last = stem.rpartition(".")
        if not rest or last.lower() not in known:
            return stem
        stem = rest


# Saving


def save_copies(
    document: Document,
    wanted: Sequence[Wanted],
    copy: Copy,
    context: Context,
    *,
    write: WriteFile | None = None,
    replaceable: Collection[Path] | None = None,
    former: Former | None = None,
    print_pdf: PrintPdf | None = None,
) -> Iterator[Outcome]:
    """Save each copy and tell what became of it; one that fails does not keep the next back.

    What stands there already is replaced only where ``replaceable`` names it, or is None. A path
    that ends in .diptych keeps all work; ``former`` is given what it held. ``print_pdf`` makes the
    bytes of copies that are printed. Raises Cancelled.
    """
    for number, one in enumerate(wanted):
        context.step(number, len(wanted))
        try:
            _check_free(one.path, replaceable)
            save(
                document,
                one.path,
                write=write,
                form=one.form,
                copy=_fitting(copy, one),
                former=former,
                print_pdf=print_pdf,
            )
        except Cancelled:
            raise
        # Whatever fails in one writer, the other copies are wanted all the same.
        except Exception as error:
            yield Outcome(one, error)
        else:
            yield Outcome(one)


def subtitle_warnings(document: Document, copy: Copy) -> tuple[SpeedWarning, ...]:
    """What is too fast or too large in the subtitles of a copy."""
    ids = copy.versions
    versions = document.targets[-1:] if ids is None else [document.version(one) for one in ids]
    version = versions[-1] if versions else document.source
    return speed_warnings(document, version, copy)


def _fitting(copy: Copy, wanted: Wanted) -> Copy:
    """The choices that apply to a form: columns only to what consists of lines."""
    lines = wanted.path.suffix.lower() == PROJECT or form_of(wanted.form).lines
    return copy if lines else replace(copy, columns=None)


def _check_free(path: Path, replaceable: Collection[Path] | None) -> None:
    if replaceable is None or path in replaceable:
        return
    if os.path.lexists(path):
        raise CannotSaveError(
            f"There is a file “{path.name}” in that folder by now.",
            "It was not replaced. Save again to replace it, or choose another name.",
        )
