"""Files made to be taken for something, or to take long: a kind in any case, and soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.formats.reading.kinds import FileKind
from diptych.formats.reading.sniffing import sniff
from helpers.made_files import MadeFile, made_files

HOSTILE = {
    "comments": b"<!---->" * 700_000,
    "one comment": b"<!--" + b"-" * 5_000_000,
    "instructions": b"<?a?>" * 1_000_000,
    "open instruction": b"<?" * 2_500_000,
    "doctype": b"<!DOCTYPE " + b"[" * 5_000_000,
    "doctypes": b"<!DOCTYPE a>" * 400_000,
    "quotes": b"<nitf a=" + b"\"'" * 2_500_000,
    "attributes": b"<nitf " + b"a='b' " * 800_000,
    "roots": b"<nitf" * 1_000_000,
    "colons": b"<" + b"a:" * 2_500_000,
    "blanks": b" " * 5_000_000 + b"<",
    "lines": b"\n" * 5_000_000,
    "units": b'msgid "' * 700_000,
    "lines of units": b'msgid "a"\n' * 500_000,
    "strings of a unit": b'msgid "a"\n' + b'"b"\n' * 1_200_000,
    "hashes": b"#\n" * 2_500_000,
    "headers": b"A: b\n" * 1_000_000,
    "addresses": b"From: " + b"a" * 5_000_000,
    "mails": b"To: a\n" * 800_000,
    "digits": b"1" * 5_000_000,
    "cues": b"1\n00:00:01,000 " * 300_000,
    "braces": b'{"a":' * 1_000_000,
    "brackets": b"[" * 5_000_000,
    "escapes": b'{"' + b'\\"' * 2_500_000,
    "tags": b"<p" * 2_500_000,
    "web": b"<html " * 800_000,
    "ampersands": b"&a" * 2_500_000,
    "zips": b"PK\x03\x04" + b"PK\x01\x02" * 1_200_000,
    "zip ends": b"PK\x03\x04" + b"PK\x05\x06" * 1_200_000,
    "telegram": b"\x01\x02" * 2_500_000,
    "escape": b"\x1b$B" * 1_600_000,
}


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.po", "a.srt", "a.eml"])
@pytest.mark.parametrize("what", HOSTILE)
def test_five_megabytes_made_to_take_long_do_not(what: str, name: str) -> None:
    data = HOSTILE[what]
    times = []
    for _ in range(2):
        began = time.process_time()
        sniff(data, name)
        times.append(time.process_time() - began)
    assert min(times) < 0.1


def test_large_json_is_not_parsed_to_be_known() -> None:
    item = b'{"uri": "a", "headline": "b", "body_text": "' + b"c" * 60_000_000 + b'"}'
    strings = b'{"a": "' + b"c" * 60_000_000 + b'"}'
    began = time.process_time()
    assert sniff(item, "a.json") is FileKind.NINJS
    assert sniff(strings, "a.json") is FileKind.JSON_STRINGS
    assert time.process_time() - began < 0.5


@given(st.binary(max_size=400), st.sampled_from(["", "a.txt", "a.html", "a.json", "a.eml", "a.po"]))
@settings(max_examples=150, deadline=None)
def test_anything_at_all_has_a_kind(data: bytes, name: str) -> None:
    assert sniff(data, name) in FileKind
    for mark in (b"\xff\xfe", b"{", b"<", b"PK\x03\x04", b"\x01"):
        assert sniff(mark + data, name) in FileKind


@given(st.sampled_from(made_files()), st.data())
@settings(max_examples=60, deadline=None)
def test_one_flipped_byte_ends_in_a_kind(file: MadeFile, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(file.data) - 1))
    spoilt = bytearray(file.data)
    spoilt[at] ^= data.draw(st.integers(1, 255))
    assert sniff(bytes(spoilt), file.name) in FileKind
