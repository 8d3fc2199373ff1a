"""Items and components of NewsML 1, each gone through once however many texts they hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diptych.formats.reading.wires.xml_parts import attribute, children, local

_OF_COMPONENTS = frozenset(
    {"AdministrativeMetadata", "DescriptiveMetadata", "NewsLines", "RightsMetadata", "Role"}
)
_OF_ITEMS = frozenset({"Identification", "NewsManagement"})


def formal(element: Any) -> str:
    """The name that a vocabulary gives to what an element stands for."""
    return attribute(element, "FormalName")


@dataclass(frozen=True, slots=True, eq=False)
class NewsItem:
    """An item and its parts by name; of each the first counts."""

    element: Any
    parts: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """A component, its parts by name, and the lines that people read by theirs."""

    element: Any
    parts: dict[str, Any]
    lines: dict[str, list[Any]]

    @property
    def role(self) -> str:
        """What it is in the item, in lower case: “main”, “caption”; empty where it says nothing."""
        return formal(self.parts.get("Role")).lower()

    @property
    def has_equal_parts(self) -> bool:
        """Whether all that it holds is the same in different forms."""
        return attribute(self.element, "EquivalentsList").lower() == "yes"

    @property
    def languages(self) -> list[str]:
        """The languages it names: that of its content before that of its own words."""
        described = children(self.parts.get("DescriptiveMetadata"), "Language")
        return [*map(formal, described), attribute(self.element, "lang")]


@dataclass(frozen=True, slots=True)
class Known:
    """Items and components that were gone through already."""

    items: dict[Any, NewsItem] = field(default_factory=dict)
    components: dict[Any, Component] = field(default_factory=dict)

    def item(self, element: Any) -> NewsItem:
        """The item of an element."""
        if element not in self.items:
            self.items[element] = NewsItem(element, _parts(element, _OF_ITEMS))
        return self.items[element]

    def component(self, element: Any) -> Component:
        """The component of an element."""
        if element not in self.components:
            parts = _parts(element, _OF_COMPONENTS)
            lines: dict[str, list[Any]] = {}
            for line in parts.get("NewsLines", ()):
                lines.setdefault(local(line), []).append(line)
            self.components[element] = Component(element, parts, lines)
        return self.components[element]


def lines_of(components: Iterable[Component], name: str) -> Sequence[Any]:
    """The lines of that name of the innermost component that has any."""
    return next((c.lines[name] for c in components if name in c.lines), ())


def parts_of(components: Iterable[Component], name: str) -> list[Any]:
    """The parts of that name of all components."""
    return [component.parts[name] for component in components if name in component.parts]


def _parts(element: Any, names: frozenset[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in element:
        if local(part) in names:
            found.setdefault(local(part), part)
    return found
