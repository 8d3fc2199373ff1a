"""One table of languages, and the codes of other programs."""

from __future__ import annotations

import pytest

from diptych.core.languages import (
    LANGUAGES,
    from_apertium,
    from_argos,
    from_langdetect,
    from_py3langid,
    language,
    normalise_tag,
)


def test_codes_lead_back_to_their_language() -> None:
    for entry in LANGUAGES:
        assert language(entry.tag) is entry
        if entry.argos:
            assert from_argos(entry.argos) == entry.tag
        if entry.apertium:
            assert from_apertium(entry.apertium) == entry.tag
        if entry.langdetect:
            assert from_langdetect(entry.langdetect) == entry.tag
    assert len({entry.tag for entry in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("raw", "tag"),
    [("en_GB", "en"), ("FR-fr", "fr"), ("zh-TW", "zh-Hant"), ("zh", "zh-Hans"), ("pt-br", "pt-BR"),
     ("no", "nb"), ("eng", "en"), ("", None), ("???", None), ("x" * 40, None)],
)  # fmt: skip
def test_declared_tags(raw: str, tag: str | None) -> None:
    assert normalise_tag(raw) == tag


@pytest.mark.parametrize(
    ("code", "tag"),
    [("eng", "en"), ("es", "es"), ("por_BR", "pt-BR"), ("pt_BR", "pt-BR"), ("cat_valencia", "ca"),
     ("hbs_HR", "hr"), ("nor", "nb"), ("zho", "zh-Hans"), ("ast", "ast"), ("xyz", "xyz")],
)  # fmt: skip
def test_apertium_codes(code: str, tag: str) -> None:
    assert from_apertium(code) == tag


def test_chinese_and_portuguese_keep_their_kinds_apart() -> None:
    assert [from_argos(code) for code in ("zh", "zt", "pt", "pb")] == [
        "zh-Hans", "zh-Hant", "pt", "pt-BR",
    ]  # fmt: skip
    assert [from_langdetect(code) for code in ("zh-cn", "zh-tw", "no")] == [
        "zh-Hans", "zh-Hant", "nb",
    ]  # fmt: skip


def test_the_second_detector_agrees_with_the_first_on_names() -> None:
    assert [from_py3langid(code) for code in ("zh", "no", "nb", "pt", "he")] == [
        "zh-Hans", "nb", "nb", "pt", "he",
    ]  # fmt: skip


def test_unknown_tags_never_fail() -> None:
    assert language("tlh").name == "tlh"
    assert language("en-GB").name == "English"
    assert from_py3langid("xx") == "xx"
    assert language("ar").rtl
    assert not language("zh-Hans").spaced
