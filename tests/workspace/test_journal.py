"""A journal gives back all entries before the first that is torn or wrong, and nothing else."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.workspace.journal import Journal, JournalLostError, read_journal
from helpers.no_room import no_room

HEADER = {"base": "ab" * 32, "drafts": []}
ENTRIES: list[dict[str, Any]] = [
    {"patch": {"notes": {"gone": ["n1"]}}},
    {"drafts": [{"kind": "sentence", "place": "s1", "words": "Un mot\nou deux 😀", "version": ""}]},
    {"patch": {"summary": None}, "drafts": []},
]

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text('aé😀\n\u2028\ud800"\\', max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


def _written(path: Path, entries: list[dict[str, Any]] = ENTRIES) -> Journal:
    journal = Journal.begin(path, HEADER)
    for entry in entries:
        journal.append(entry)
    return journal


@given(st.lists(st.dictionaries(st.text(max_size=4), VALUES, max_size=3), max_size=4))
def test_entries_there_and_back(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, Any]]
) -> None:
    path = tmp_path_factory.mktemp("journal") / "a.journal"
    journal = _written(path, entries)
    read = read_journal(path)
    assert read.header == {"journal": 1, **HEADER}
    assert list(read.entries) == entries
    assert (read.tail, read.ends[-1]) == (b"", path.stat().st_size)
    assert (journal.size, journal.entries) == (path.stat().st_size, len(entries))


def test_a_long_list_is_encoded_in_portions(tmp_path: Path) -> None:
    entry = {"patch": {"all": [{"n": n, "words": "é" * (n % 3)} for n in range(1_000)]}}
    _written(tmp_path / "a.journal", [entry])
    assert read_journal(tmp_path / "a.journal").entries == (entry,)


def test_a_journal_may_begin_with_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = Journal.begin(path, HEADER, ENTRIES[:2])
    journal.append(ENTRIES[2])
    assert list(read_journal(path).entries) == ENTRIES


def test_a_tail_torn_anywhere_costs_the_last_entry_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    _written(path)
    data = path.read_bytes()
    ends = read_journal(path).ends
    for size in range(len(data)):
        path.write_bytes(data[:size])
        read = read_journal(path)
        whole = sum(end <= size for end in ends)
        assert (read.header is not None) == (whole > 0)
        assert list(read.entries) == ENTRIES[: max(0, whole - 1)]
        assert read.tail == data[ends[whole - 1] if whole else 0 : size]


def test_one_wrong_bit_anywhere_stops_there_and_keeps_all_before(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    _written(path)
    data = path.read_bytes()
    ends = read_journal(path).ends
    for place in range(len(data)):
        for bit in (1, 128):
            broken = bytearray(data)
            broken[place] ^= bit
            path.write_bytes(broken)
            read = read_journal(path)
            whole = sum(end <= place for end in ends)
            assert list(read.entries) == ENTRIES[: max(0, whole - 1)]
            assert read.tail == bytes(broken)[ends[whole - 1] if whole else 0 :]


@pytest.mark.parametrize("order", [(0, 2, 1), (0, 1, 1, 2), (1, 0, 2), (0, 2)])
def test_lines_out_of_their_order_are_not_taken(tmp_path: Path, order: tuple[int, ...]) -> None:
    path = tmp_path / "a.journal"
    _written(path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[number] for number in order))
    read = read_journal(path)
    expected = 0
    while expected < len(order) and order[expected] == expected:
        expected += 1
    assert len(read.ends) == expected
    assert read.tail


def test_a_disk_without_room_leaves_no_half_line(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = _written(path)
    before = path.read_bytes()
    with no_room(len(before) + 20), pytest.raises(OSError, match="too large") as refused:
        journal.append({"patch": {"summary": "x" * 100}})
    assert refused.value.errno == errno.EFBIG
    assert path.read_bytes() == before
    journal.append({"patch": {}})
    assert list(read_journal(path).entries) == [*ENTRIES, {"patch": {}}]


def test_a_journal_that_is_gone_or_another_one_is_not_written_to(tmp_path: Path) -> None:
    path = tmp_path / "a.journal"
    journal = _written(path)
    path.write_bytes(b"somebody else's")
    with pytest.raises(JournalLostError):
        journal.append({})
    assert path.read_bytes() == b"somebody else's"
    path.unlink()
    with pytest.raises(JournalLostError):
        journal.append({})
    assert not path.exists()
