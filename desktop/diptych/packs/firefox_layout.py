"""One Firefox Translations model: its files in a folder, recognised by name and checked.

The layouts are those of Mozilla's training and of its engine: Marian's binary format, version 1
(marian-dev, ``src/common/binary.cpp``), and its binary shortlist (``src/data/shortlist.cpp``).
"""

from __future__ import annotations

import hashlib
import json
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from diptych.core.errors import PackError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.languages import normalise_tag

AGAIN = "Get the model's files again from where they came from, or choose others."
METADATA = "metadata.json"
SMALL_TEXT = 1024 * 1024

_PART = re.compile(r"(model|vocab|srcvocab|trgvocab|lex)\.[\w.-]{1,80}\.(bin|spm)\Z")
_ENDINGS = {"model": "bin", "lex": "bin", "vocab": "spm", "srcvocab": "spm", "trgvocab": "spm"}
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*\Z")
_MOST_ITEMS = 10_000
_LONGEST_NAME = 1_000
_MOST_DIMENSIONS = 8


def part_of(name: str) -> str | None:
    """Which part of a model a file name stands for (``model``, ``lex``...); None for none."""
    if name == METADATA:
        return "metadata"
    match = _PART.match(name)
    return match[1] if match and _ENDINGS[match[1]] == match[2] else None


@dataclass(frozen=True, slots=True)
class _Parts:
    model: Path
    source: Path
    target: Path
    shortlist: Path | None


def read_model(
    location: Path, place: ModelPlace, pair: tuple[str, str] | None = None
) -> FirefoxModel:
    """The model in a folder; ``pair`` are its codes where they are known otherwise.

    Raises PackError with what is wrong with it, and OSError.
    """
    parts = _parts(location)
    metadata = _metadata(location)
    from_code, to_code = pair or _pair(location, parts.model, metadata)
    _check_vocabularies(parts, _check_model(parts.model))
    if parts.shortlist is not None:
        _check_shortlist(parts.shortlist)
    files = {parts.model, parts.source, parts.target, parts.shortlist} - {None}
    return FirefoxModel(
        from_code=from_code,
        to_code=to_code,
        from_language=normalise_tag(from_code) or from_code,
        to_language=normalise_tag(to_code) or to_code,
        location=location,
        place=place,
        model=parts.model,
        source_vocabulary=parts.source,
        target_vocabulary=parts.target,
        shortlist=parts.shortlist,
        size=sum(file.stat().st_size for file in files if file),
        version=_version(sorted(file for file in files if file)),
        architecture=_text(metadata.get("architecture")),
        score=_score(metadata.get("flores")),
    )


def _parts(location: Path) -> _Parts:
    found: dict[str, list[Path]] = {}
    for path in sorted(location.iterdir()):
        part = part_of(path.name)
        if part and path.is_file():
            found.setdefault(part, []).append(path)
    name = location.name
    twice = [part for part, paths in found.items() if len(paths) > 1]
    if twice:
        files = ", ".join(path.name for path in found[twice[0]])
        raise PackError(
            f"“{name}” holds more than one model: {files}.", "Install one model at a time."
        )
    if "model" not in found:
        raise PackError(f"“{name}” has no model.*.bin file, so it is no Firefox model.", AGAIN)
    shared = found.get("vocab")
    source, target = shared or found.get("srcvocab"), shared or found.get("trgvocab")
    if source is None or target is None:
        raise PackError(f"“{name}” has no whole vocabulary (vocab.*.spm).", AGAIN)
    shortlist = found.get("lex")
    return _Parts(found["model"][0], source[0], target[0], shortlist[0] if shortlist else None)


def _metadata(location: Path) -> dict[str, object]:
    """What Mozilla tells of the model; it is not needed, so what cannot be read counts for none."""
    path = location / METADATA
    try:
        if path.stat().st_size > SMALL_TEXT:
            return {}
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value[:40] if isinstance(value, str) and value.isprintable() else ""


def _score(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    told = [
        f"{name.upper()} {value[name]:g}"
        for name in ("bleu", "comet")
        if isinstance(value.get(name), int | float)
    ]
    return f"Flores, by Mozilla: {', '.join(told)}" if told else ""


def _version(files: list[Path]) -> str:
    """A short name of the bytes: sizes and the beginning of each file, where its sums differ."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as source:
            digest.update(f"{file.name} {file.stat().st_size} ".encode())
            digest.update(source.read(SMALL_TEXT))
    return digest.hexdigest()[:8]


# Which pair


def _pair(location: Path, model: Path, metadata: dict[str, object]) -> tuple[str, str]:
    named = [
        (code_of(metadata.get("sourceLanguage")), code_of(metadata.get("targetLanguage"))),
        *_divided(model.name.split(".")[1], ""),
        *_divided(location.name, "-"),
        # Many a short word can be taken for two codes.
        *(way for way in _divided(location.name, "") if "en" in way),
    ]
    known = [(a, b) for a, b in named if a and b and a != b]
    if not known:
        raise PackError(
            f"The files in “{location.name}” do not tell which languages they translate.",
            "Name the folder for the pair, as in en-es, and try again.",
        )
    return known[0]


def pair_named(name: str) -> tuple[str, str] | None:
    """The codes in a folder's name such as ``en-es``; None when it is no such name."""
    return next(_divided(name, "-"), None)


def _divided(name: str, mark: str) -> Iterator[tuple[str, str]]:
    """Each way to take a name for two known codes, those with English first."""
    ways = [
        (code_of(name[:place]), code_of(name[place + len(mark) :]))
        for place in range(2, len(name) - 1)
        if name.startswith(mark, place)
    ]
    known = [way for way in ways if all(code and normalise_tag(code) for code in way)]
    yield from sorted(known, key=lambda way: "en" not in way)


def code_of(told: object) -> str:
    """A language code in Mozilla's spelling, small with hyphens; empty when it is none."""
    plain = told.lower().replace("_", "-") if isinstance(told, str) else ""
    return plain if _CODE.match(plain) else ""


# What is in the files


def _check_model(path: Path) -> tuple[int, int]:
    """Read Marian's head; how many tokens the source's and the target's embeddings have.

    The engine itself ends the process it runs in when a head tells of impossible sizes.
    """
    with path.open("rb") as file:
        try:
            shapes = _shapes(file, path.stat().st_size)
        except (struct.error, ValueError, UnicodeDecodeError) as error:
            raise PackError(
                f"“{path.name}” is no whole model in Marian's format.", AGAIN, str(error)
            ) from error
    shared = shapes.get("Wemb")
    source, target = shared or shapes.get("encoder_Wemb"), shared or shapes.get("decoder_Wemb")
    if "special:model.yml" not in shapes or not source or not target:
        raise PackError(f"“{path.name}” is a model of another kind.", AGAIN)
    if "decoder_l1_rnn_W" not in shapes:
        raise PackError(
            f"“{path.name}” is no model for quick translation: its decoder is of another kind.",
            "Choose a model that Firefox uses, as from Mozilla's list of models.",
        )
    return source[0], target[0]


def _shapes(file: BinaryIO, size: int) -> dict[str, tuple[int, ...]]:
    """Names and shapes of all items. Raises ValueError or struct.error for what is not whole."""
    version, count = _numbers(file, "Q", 2)
    if version != 1 or not 0 < count <= _MOST_ITEMS:
        raise ValueError(f"version {version}, {count} items")
    heads = [_numbers(file, "Q", 4) for _ in range(count)]
    if any(head[0] > _LONGEST_NAME or head[2] > _MOST_DIMENSIONS for head in heads):
        raise ValueError("names or shapes are too long")
    names = [file.read(head[0]).split(b"\0")[0].decode() for head in heads]
    shapes = [_numbers(file, "i", head[2]) for head in heads]
    (gap,) = _numbers(file, "Q", 1)
    if file.tell() + gap + sum(head[3] for head in heads) != size:
        raise ValueError("it is cut short, or longer than it says")
    if any(side < 1 for shape in shapes for side in shape):
        raise ValueError("a shape has no size")
    return dict(zip(names, shapes, strict=True))


def _numbers(file: BinaryIO, kind: str, count: int) -> tuple[int, ...]:
    code = struct.Struct(f"<{count}{kind}")
    return code.unpack(file.read(code.size))


def _check_vocabularies(parts: _Parts, rows: tuple[int, int]) -> None:
    for path, most in zip((parts.source, parts.target), rows, strict=True):
        pieces = _pieces(path.read_bytes())
        if not pieces:
            raise PackError(f"“{path.name}” is no vocabulary.", AGAIN)
        if pieces > most:
            raise PackError(
                f"“{path.name}” belongs to another model: it has {pieces:,} entries, "
                f"the model {most:,}.",
                AGAIN,
            )


def _pieces(data: bytes) -> int:
    """How many entries a SentencePiece model has: those of field 1 of its protocol buffer."""
    pieces = place = 0
    while place < len(data):
        key, place = _varint(data, place)
        kind = key & 7
        if kind == 2:
            length, place = _varint(data, place)
            place += length
        elif kind == 0:
            _, place = _varint(data, place)
        elif kind in (1, 5):
            place += 8 if kind == 1 else 4
        else:
            return 0
        pieces += key == (1 << 3 | 2)
    return pieces if place == len(data) else 0


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A number of a protocol buffer, and where it ends."""
    value = shift = 0
    while place < len(data) and shift < 64:
        byte = data[place]
        place += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            break
    return value, place


def _check_shortlist(path: Path) -> None:
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(48)
    if len(head) == 48:
        offsets, entries = struct.unpack("<2Q", head[32:])
        if 48 + 8 * offsets + 4 * entries == size:
            return
    raise PackError(f"“{path.name}” is no whole shortlist.", AGAIN)
