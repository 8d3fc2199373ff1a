"""What no engine may touch: found in a sentence, taken out of it, and put back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.core.protection import Shielded, between, framed, protected, shield
from diptych.core.text import Span

PIECES = st.sampled_from(
    [
        "https://example.org/a_b?x=1", "a.b@example.org", "@user", "#Tag", "file.pdf", "{name}",
        "%s", "%(n)d", "{{x}}", "${v}", "<b>", "</b>", "`code`", "f()", "a_b", "--opt",
        "/usr/bin/x", "C:\\x\\y", "[[w]]", "&amp;", "example.com", "X1", "ZQ2", "5 %", " ", "mot",
        ".", ",", "(", ")", '"', "…", "5",
    ]
)  # fmt: skip
TEXTS = (
    st.lists(PIECES, max_size=10).map("".join)
    | st.lists(PIECES, max_size=10).map(" ".join)
    | st.text(" .,;:!?@#/\\<>{}[]`%$&_-=~()\"'1234aXZQéhtpsmcodfgr", max_size=40)
    | st.text(max_size=20)
)


def found(text: str) -> list[str]:
    return [span.of(text) for span in protected(text)]


@given(TEXTS)
def test_spans_are_in_order_apart_and_inside(text: str) -> None:
    last = 0
    for span in protected(text):
        assert last <= span.start < span.end <= len(text)
        last = span.end


@given(TEXTS)
def test_taken_out_and_put_back(text: str) -> None:
    spans = protected(text)
    shielded = shield(text, [(span, span.of(text)) for span in spans])
    assert shielded.restore(shielded.text) == text
    assert len(shielded.items) == len(spans)


@given(TEXTS, st.lists(st.text(max_size=5), min_size=10, max_size=10))
def test_other_words_may_be_put_back(text: str, words: list[str]) -> None:
    spans = protected(text)[:10]
    shielded = shield(text, list(zip(spans, words, strict=False)))
    pieces = between(text, spans)
    wanted = "".join(a + b for a, b in zip(pieces, [*words[: len(spans)], ""], strict=True))
    assert shielded.restore(shielded.text) == wanted


@given(TEXTS)
def test_the_stretches_between_are_the_rest(text: str) -> None:
    spans = protected(text)
    pieces = between(text, spans)
    assert len(pieces) == len(spans) + 1
    kept = [span.of(text) for span in spans]
    assert "".join(a + b for a, b in zip(pieces, [*kept, ""], strict=True)) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("See https://example.org/a_(b). And more.", ["https://example.org/a_(b)"]),
        ("(see http://x.example/y?a=1&b=2#c)", ["http://x.example/y?a=1&b=2#c"]),
        ("“https://example.org/x”, he said", ["https://example.org/x"]),
        ("at www.example.co.uk/news, example.com", ["www.example.co.uk/news", "example.com"]),
        ("Mail jean.dupont+x@example.co.uk, or", ["jean.dupont+x@example.co.uk"]),
        ("mailto:a@example.org!", ["mailto:a@example.org"]),
        ("@bob and @jean_paul said #COP28 and #ÉtéIndien", [
            "@bob", "@jean_paul", "#COP28", "#ÉtéIndien",
        ]),
        ('<b>b</b> & <a href="x">l</a><br/>', ["<b>", "</b>", '<a href="x">', "</a>", "<br/>"]),
        ("read report_v2.pdf; notes.txt", ["report_v2.pdf", "notes.txt"]),
        ("run `make all` or foo.bar() with --dry-run", ["`make all`", "foo.bar()", "--dry-run"]),
        ("{name} has {0} of ${x} and {{ y }}", ["{name}", "{0}", "${x}", "{{ y }}"]),
        ("%s of %(total)d in %1$s", ["%s", "%(total)d", "%1$s"]),
        ("in /etc/hosts, ../a/b and ~/x/y.txt", ["/etc/hosts", "../a/b", "~/x/y.txt"]),
        ("in C:\\Users\\me", ["C:\\Users\\me"]),
        ("a &nbsp; b &#160; c", ["&nbsp;", "&#160;"]),
        ("the [[Wiki page]] here [1]", ["[[Wiki page]]"]),
        ("a snake_case word", ["snake_case"]),
        ("<v Ann Bee>So</v> <c.loud>no</c>", ["<v Ann Bee>", "</v>", "<c.loud>", "</c>"]),
        ("<00:19.000>one <00:20.500>", ["<00:19.000>", "<00:20.500>"]),
        ("<font color=#fff>two</font>", ["<font color=#fff>", "</font>"]),
        ("{\\an8}A {1}b{/1} {x2}c", ["{\\an8}", "{1}", "{/1}", "{x2}"]),
    ],
)  # fmt: skip
def test_what_is_protected(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "He/she and/or 24/7, at 9:30.",
        "The U.S. and J.R.R. Tolkien, e.g. Mr. Smith.",
        "It is over.No space, he said.It was.",
        "5% of 20 % are $5, 3 < 4 > 2, AT&T, C# and #1",
        "A dash -- like this -- and a-b.",
        "On 2023/09/09 at 120 km/h",
        "version 10.5.2 and v1.2",
        "It's 50%slower, 5%d",
        "100% sure",
        "«Mot» “word” (x) [y] …",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    assert found(text) == []


def test_a_stand_in_is_short_and_not_in_the_text() -> None:
    shielded = shield("a b c", [(Span(0, 1), "A"), (Span(4, 5), "C")])
    assert shielded == Shielded("X1 b X2", (("X1", "A"), ("X2", "C")))
    taken = shield("X1 b c", [(Span(3, 4), "B")])
    assert taken.text == "X1 ZQ1 c"
    put = shield("a b", [(Span(0, 1), "Airbus X1"), (Span(2, 3), "B")])
    assert put.restore(put.text) == "Airbus X1 B"


def test_ten_and_more_are_told_apart() -> None:
    text = " ".join("abcdefghijkl")
    parts = [(Span(n, n + 1), text[n].upper()) for n in range(0, len(text), 2)]
    shielded = shield(text, parts)
    assert shielded.restore(shielded.text) == text.upper()


@pytest.mark.parametrize("words", ["", "X1", "X2", "X1 X1 X2", "X1 X12", "x1 x2", "X 1 X 2"])
def test_one_that_is_missing_or_came_twice_is_told(words: str) -> None:
    shielded = shield("a b", [(Span(0, 1), "A"), (Span(2, 3), "B")])
    assert shielded.restore(words) is None


def test_they_may_change_places() -> None:
    shielded = shield("a b", [(Span(0, 1), "A"), (Span(2, 3), "B")])
    assert shielded.restore("(X2), X1.") == "(B), A."


@pytest.mark.parametrize(
    ("text", "asked", "answer", "wanted"),
    [
        ("a <i>word</i> b", "a X1 word X2 b", "x X1 mot X2 y", "x <i>mot</i> y"),
        ("a <i> word </i>", "a X1 word X2", "x X1 mot X2", "x <i> mot </i>"),
        ("{n}px wide", "X1 px wide", "large de X1 px", "large de {n}px"),
        ("sub<b>way</b>s", "sub X1 way X2 s", "X1 mé X2 tros", "<b>mé</b>tros"),
        ("see @me's", "see X1's", "voir X1", "voir @me"),
    ],
)
def test_tags_are_set_apart_from_words_and_put_back_to_them(
    text: str, asked: str, answer: str, wanted: str
) -> None:
    spans = protected(text)
    shielded = shield(text, [(span, span.of(text)) for span in spans])
    assert " ".join(shielded.text.split()) == asked
    assert " ".join((shielded.restore(answer) or "").split()) == wanted


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("<i>Words, words.</i>", ("<i>", "Words, words.", "</i>")),
        ("{\\an8}<v Ann> Words ", ("{\\an8}<v Ann> ", "Words ", "")),
        ("{1}Words {2}{/1}", ("{1}", "Words {2}", "{/1}")),
        ("<b>{x1} {y} is{/x1}</b>", ("<b>{x1} ", "{y} is", "{/x1}</b>")),
        ("{1}Words{/1} and {2}", ("", "{1}Words{/1} and {2}", "")),
        ("{n} words", ("", "{n} words", "")),
        ("<i></i>", ("", "<i></i>", "")),
        ("3 < 4 > 2", ("", "3 < 4 > 2", "")),
        ("", ("", "", "")),
    ],
)
def test_tags_around_all_words(text: str, frame: tuple[str, str, str]) -> None:
    assert framed(text) == frame


@given(TEXTS)
def test_a_frame_and_what_is_in_it_are_the_text(text: str) -> None:
    assert "".join(framed(text)) == text


def test_nothing_to_protect_leaves_all_as_it_is() -> None:
    assert shield("X1 and more", []) == Shielded("X1 and more", ())
    assert Shielded("x", ()).restore("anything") == "anything"
