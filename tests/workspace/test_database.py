"""SQLite files: shared by threads and processes, and never lost, whatever is wrong with them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from diptych.core.errors import StoreError
from diptych.workspace.database import Database
from helpers.no_room import no_room

ONE = (("CREATE TABLE word (value TEXT NOT NULL)",),)
TWO = (*ONE, ("ALTER TABLE word ADD COLUMN note TEXT NOT NULL DEFAULT 'old'",))
NOBODY = 65534


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "words.sqlite"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = Database(path, ONE, "list of words")
    yield database
    database.close()


def put(database: Database, value: str) -> None:
    with database.writing() as connection:
        connection.execute("INSERT INTO word (value) VALUES (?)", (value,))


def fill(database: Database) -> None:
    with database.writing() as connection:
        rows = [(f"{number} " * 200,) for number in range(500)]
        connection.executemany("INSERT INTO word (value) VALUES (?)", rows)
    database.close()


def words(database: Database) -> list[str]:
    with database.reading() as connection:
        return [value for (value,) in connection.execute("SELECT value FROM word ORDER BY rowid")]


def damaged(path: Path) -> list[Path]:
    return sorted(path.parent.glob("words.damaged-*"))


def test_nothing_is_made_before_it_is_needed(database: Database, path: Path) -> None:
    assert not path.parent.exists()
    assert words(database) == []
    assert path.exists()
    assert database.notice == ""


def test_what_is_written_is_there_again(database: Database, path: Path) -> None:
    put(database, "one")
    database.close()
    put(database, "two")
    database.close()
    assert words(database) == ["one", "two"]
    database.close()
    assert [p.name for p in path.parent.iterdir()] == ["words.sqlite"]


def test_it_is_written_ahead(database: Database) -> None:
    with database.reading() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] >= 5_000


def test_a_transaction_is_whole_or_not_at_all(database: Database) -> None:
    put(database, "kept")

    def fail() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO word (value) VALUES ('lost')")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert words(database) == ["kept"]


def test_many_threads_at_once(database: Database) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(20):
                put(database, f"{number}-{n}")
                words(database)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(set(words(database))) == 160


def test_several_processes_begin_at_once(path: Path) -> None:
    program = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from diptych.workspace.database import Database
        database = Database(Path(sys.argv[1]), ((
            "CREATE TABLE word (value TEXT NOT NULL)",
        ),), "list of words")
        for n in range(10):
            with database.writing() as connection:
                connection.execute("INSERT INTO word (value) VALUES (?)", (sys.argv[2] + str(n),))
        database.close()
        """
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], stderr=subprocess.PIPE)
        for name in "abcd"
    ]
    told = [process.communicate()[1].decode() for process in running]
    assert told == [""] * 4
    with closing(Database(path, ONE, "list of words")) as database:
        assert len(set(words(database))) == 40


def test_an_older_schema_is_brought_up_to_date(database: Database, path: Path) -> None:
    put(database, "one")
    database.close()
    with closing(Database(path, TWO, "list of words")) as newer, newer.reading() as connection:
        assert connection.execute("SELECT value, note FROM word").fetchall() == [("one", "old")]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_step_that_fails_changes_nothing(database: Database, path: Path) -> None:
    put(database, "one")
    database.close()
    wrong = (*ONE, ("ALTER TABLE word ADD COLUMN note TEXT", "NOT SQL"))
    with (
        closing(Database(path, wrong, "list of words")) as newer,
        pytest.raises(StoreError, match="list of words could not be used"),
    ):
        words(newer)
    assert words(database) == ["one"]


def test_a_newer_schema_is_read_and_not_written(path: Path) -> None:
    with closing(Database(path, TWO, "list of words")) as newer:
        put(newer, "one")
    before = path.read_bytes()
    with closing(Database(path, ONE, "list of words")) as older:
        assert words(older) == ["one"]
        assert older.read_only
        assert "newer Diptych" in older.notice
        with pytest.raises(StoreError, match="cannot be changed") as caught:
            put(older, "two")
        assert "newer Diptych" in caught.value.remedy
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_moved_aside(database: Database, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"These are no words of ours. " * 100)
    put(database, "one")
    assert words(database) == ["one"]
    (aside,) = damaged(path)
    assert aside.read_bytes().startswith(b"These are no words")
    assert str(aside) in database.notice
    assert "was damaged" in database.notice


def test_two_damaged_files_of_one_second_are_both_kept(database: Database, path: Path) -> None:
    path.parent.mkdir()
    for number in range(3):
        path.write_bytes(b"Broken %d " % number * 100)
        words(database)
        database.close()
    assert len({aside.read_bytes() for aside in damaged(path)}) == 3


def test_a_file_cut_short_is_moved_aside(database: Database, path: Path) -> None:
    fill(database)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    put(database, "afresh")
    assert words(database) == ["afresh"]
    (aside,) = damaged(path)
    assert str(aside) in database.notice
    assert aside.read_bytes() == data[: len(data) // 2]


def test_pages_of_rubbish_are_found_while_writing(database: Database, path: Path) -> None:
    fill(database)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="was damaged") as caught:
        put(database, "one")
    (aside,) = damaged(path)
    assert str(aside) in caught.value.sentence
    assert caught.value.remedy
    assert aside.read_bytes() == data
    put(database, "afresh")
    assert words(database) == ["afresh"]


def test_a_database_of_somebody_else_is_left_alone(database: Database, path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE word (something TEXT)")
        other.commit()
    with pytest.raises(StoreError, match="could not be used") as caught:
        words(database)
    assert str(path) in caught.value.details
    assert path.exists()
    assert damaged(path) == []


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    database = Database(tmp_path / "file" / "words.sqlite", ONE, "list of words")
    with pytest.raises(StoreError, match="has no folder") as caught:
        words(database)
    assert caught.value.remedy


def test_a_folder_in_the_place_of_the_file(database: Database, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        words(database)
    assert path.is_dir()


def test_a_full_disk_loses_nothing(database: Database, path: Path) -> None:
    put(database, "one")
    size = path.stat().st_size + 64 * 1024
    with no_room(size), pytest.raises(StoreError, match="could not be used"):
        put(database, "x" * 4 * size)
    assert words(database) == ["one"]
    put(database, "two")
    assert words(database) == ["one", "two"]


def test_waiting_for_another_writer_ends(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.workspace.database.PATIENCE", 0.05)
    put(database, "one")
    database.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert words(database) == ["one"]
        assert not database.read_only
        with pytest.raises(StoreError, match="Another program") as caught:
            put(database, "two")
        assert caught.value.remedy == "Try again in a moment."
        other.execute("ROLLBACK")
    put(database, "two")


@contextlib.contextmanager
def nobody() -> Iterator[None]:
    """Without root's right to write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="other rights there")
@pytest.mark.parametrize("folder_rights", [0o777, 0o555])
def test_a_file_that_may_only_be_read(folder_rights: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o777)
        path = Path(name) / "words.sqlite"
        with closing(Database(path, ONE, "list of words")) as writable:
            put(writable, "one")
        path.chmod(0o444)
        Path(name).chmod(folder_rights)
        with nobody(), closing(Database(path, ONE, "list of words")) as database:
            assert words(database) == ["one"]
            assert database.read_only
            assert "can only be read" in database.notice
            with pytest.raises(StoreError, match="cannot be changed") as caught:
                put(database, "two")
            assert str(path) in caught.value.remedy
        Path(name).chmod(0o777)
        with closing(Database(path, ONE, "list of words")) as again:
            assert words(again) == ["one"]
