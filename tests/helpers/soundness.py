"""What must be true of an article whatever its file was like."""

from __future__ import annotations

from diptych.core.errors import CannotReadError
from diptych.core.text import canonicalise
from diptych.formats.reading.given import Given
from diptych.formats.reading.reader import Understood, article_of, understand
from diptych.workspace.segmenting import begin


def read_or_refused(given: Given) -> Understood | CannotReadError:
    """What reading gives, sound; or the error, in plain words. Anything else is a failure."""
    try:
        understood = understand(given)
    except CannotReadError as error:
        refusal = error
    else:
        assert_sound(given, understood)
        return understood
    assert refusal.sentence.strip()
    assert "Traceback" not in str(refusal)
    return refusal


def assert_sound(given: Given, understood: Understood) -> None:
    """Blocks hold all words once and in order; the bytes are kept; a document can be begun."""
    article = article_of(given, understood)
    value = article.text.value
    assert value == canonicalise(value)
    assert article.source.data == (understood.reading.kept or given.data)
    end = 0
    for block in article.blocks:
        assert block.span.start >= end
        assert not value[end : block.span.start].strip()
        assert block.span.end > block.span.start
        end = block.span.end
    assert not value[end:].strip()
    assert len({block.id for block in article.blocks}) == len(article.blocks)
    document = begin(article, understood.reading.renderings)
    for version in document.versions:
        for segment in version.segments:
            assert 0 <= segment.span.start <= segment.span.end <= len(version.text.value)
