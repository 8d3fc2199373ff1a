"""Attributes of tags that tell languages."""

from __future__ import annotations

from html import escape

from diptych.core.languages import language
from diptych.core.versions import Version


def language_of(version: Version) -> str:
    """The language and direction of a version's words, with a blank before them."""
    tag = version.text.language
    if tag is None:
        return ' lang="und" dir="auto"'
    return f' lang="{escape(tag)}" dir="{"rtl" if language(tag).rtl else "ltr"}"'
