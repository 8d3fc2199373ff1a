"""Answers go to standard output; everything said about them goes to standard error."""

from __future__ import annotations

import json
import os
import sys


def answer(text: str) -> None:
    """Print an answer and its line end."""
    stream(text + "\n")


def stream(text: str) -> None:
    """Print a part of an answer, at once. Characters that cannot be shown become ``?``."""
    try:
        sys.stdout.write(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    sys.stdout.flush()


def answer_json(value: object) -> None:
    """Print an answer as JSON: UTF-8 whatever the locale, keys in their documented order."""
    text = json.dumps(value, ensure_ascii=not _speaks_utf8(), indent=2)
    answer(text)


def answer_json_line(value: object) -> None:
    """Print an answer as JSON on one line, at once: one of many that come over time."""
    answer(json.dumps(value, ensure_ascii=not _speaks_utf8()))
    sys.stdout.flush()


def say(text: str) -> None:
    """Print a remark about the answer, on standard error."""
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(encoding, "replace").decode(encoding) + "\n")


def stop_writing() -> None:
    """After the reader of standard output has gone: let nothing fail that is still flushed."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)


def _speaks_utf8() -> bool:
    return (sys.stdout.encoding or "").replace("-", "").lower() == "utf8"
