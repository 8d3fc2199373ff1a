"""All facts of a text at once: numbers, times, dates, names and quotations."""

from __future__ import annotations

from diptych.core.facts.fact import Fact
from diptych.core.facts.names import find_names
from diptych.core.facts.quantities import find_quantities
from diptych.core.facts.quotations import find_quotations
from diptych.core.pair import base_of
from diptych.core.scripts import scripts_of


def find_facts(text: str, tag: str | None) -> tuple[Fact, ...]:
    """The facts of a text in a language (BCP 47, None when not known), in order of place.

    Spans are in code points of ``text``. A quotation may hold other facts. Names are found in
    languages of Latin letters only.
    """
    base = base_of(tag)
    names = find_names(text, base) if "Latin" in scripts_of(tag) else ()
    found = (*find_quantities(text, base), *names, *find_quotations(text).facts)
    return tuple(sorted(found, key=lambda fact: (fact.span, fact.kind)))
