"""The glossary dialog and its forms: by keyboard and ear, empty, long, and in trouble."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from diptych.app.assembly import Desktop
from diptych.core.terms import LONGEST, Term
from diptych.ui.glossary import add_term, show_glossary
from diptych.ui.glossary_dialog import GlossaryDialog
from diptych.ui.import_form import ImportForm
from diptych.ui.memory import show_memory
from diptych.ui.term_form import TermForm
from diptych.ui.term_table import FORBIDDEN, NOTE, SOURCE, TARGET, WHERE, TermTable, searchable
from diptych.workspace.term_changes import Place, PlacedTerm
from helpers.waiting import LIMIT, open_article, settle

PAIR = ("en", "fr")
BANK = Term("bank", "banque", "en", "fr", ("banques",), note="of a river: rive")
ELEVE = Term("Élève", "pupil", "fr", "en", case_sensitive=True)
BILLION = Term("billion", "billion", "en", "fr", forbidden=True)
MAYOR = Term("رئيس البلدية", "mayor", "ar", "en")


def _row(term: Term, place: Place = Place.GENERAL) -> PlacedTerm:
    return PlacedTerm(place, term)


ROWS = (_row(BANK), _row(ELEVE), _row(BILLION), _row(MAYOR, Place.PROJECT))


@pytest.fixture
def table(qapp: object) -> TermTable:
    from PySide6.QtCore import QObject

    owner = QObject()
    model = TermTable(owner)
    model.setParent(None)
    model.show_terms(ROWS, [searchable(row.term) for row in ROWS])
    return model


def _texts(model: TermTable, column: int) -> list[object]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _dialog(qtbot: QtBot, desktop: Desktop, *terms: Term) -> GlossaryDialog:
    desktop.library.glossary.add(terms)
    dialog = show_glossary(desktop.controller, None, PAIR, desktop.window)
    qtbot.waitUntil(dialog.add.isEnabled, timeout=LIMIT)
    settle(qtbot, desktop)
    return dialog


# The table


def test_terms_are_found_by_any_word_of_theirs_whatever_accents_they_have(
    table: TermTable,
) -> None:
    for words, found in (
        ("eleve", [ELEVE]),
        ("ÉLÈVE", [ELEVE]),
        ("banques", [BANK]),
        ("rive BANK", [BANK]),
        ("bank pupil", []),
        ("", [BANK, BILLION, ELEVE, MAYOR]),
    ):
        table.look_for(words)
        assert [row.term for row in table.shown] == found


def test_columns_sort_both_ways_and_what_was_held_moves_along(table: TermTable) -> None:
    held = QPersistentModelIndex(table.index(0, SOURCE))
    table.sort(TARGET, Qt.SortOrder.AscendingOrder)
    assert _texts(table, TARGET) == ["banque", "billion", "mayor", "pupil"]
    table.sort(TARGET, Qt.SortOrder.DescendingOrder)
    assert _texts(table, TARGET) == ["pupil", "mayor", "billion", "banque"]
    assert held.data() == "bank"
    table.look_for("b")
    assert _texts(table, TARGET) == ["billion", "banque"]


def test_cells_tell_marks_in_words_and_stand_on_the_side_of_their_script(
    table: TermTable,
) -> None:
    billion, mayor = table.index(1, FORBIDDEN), table.index(3, SOURCE)
    assert billion.data() == "✓"
    assert billion.data(Qt.ItemDataRole.AccessibleTextRole) == "yes"
    assert table.index(0, FORBIDDEN).data(Qt.ItemDataRole.AccessibleTextRole) == "no"
    assert table.index(1, TARGET).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert mayor.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert table.index(3, TARGET).data(Qt.ItemDataRole.TextAlignmentRole) & (
        Qt.AlignmentFlag.AlignLeft
    )
    assert table.index(0, NOTE).data(Qt.ItemDataRole.ToolTipRole) == "of a river: rive"
    assert _texts(table, WHERE)[3] == "This project"
    assert table.rowCount(table.index(0, 0)) == table.columnCount(QModelIndex(mayor)) == 0


# The dialog


def test_an_empty_glossary_says_what_to_do(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop)
    assert "no terms yet" in dialog.hint.text()
    assert "import" in dialog.hint.text()
    assert dialog.hint.isVisible()
    assert dialog.add.isEnabled()
    assert dialog.take_in.isEnabled()
    assert not dialog.put_out.isEnabled()
    assert not dialog.remove.isEnabled()
    dialog.reject()


def test_searching_counts_and_says_when_nothing_is_found(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, BANK, BILLION)
    assert dialog.count.text() == "2 terms"
    qtbot.keyClicks(dialog.search, "rive")
    assert dialog.count.text() == "1 of 2 terms"
    qtbot.keyClicks(dialog.search, "zz")
    assert dialog.hint.isVisible()
    assert "rivezz" in dialog.hint.text()
    assert not dialog.put_out.isEnabled()
    dialog.search.clear()
    assert dialog.table.isVisible()
    dialog.reject()


def test_the_dialog_works_by_keyboard(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, BANK, BILLION)
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.table.hasFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.chosen == (_row(BILLION),)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    form = dialog.findChild(TermForm)
    assert isinstance(form, TermForm)
    assert form.source.text() == "billion"
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=LIMIT)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: dialog.model.total == 1, timeout=LIMIT)
    settle(qtbot, desktop)
    assert dialog.told.text == "Deleted: billion"
    assert dialog.chosen == (_row(BANK),)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.model.total == 2, timeout=LIMIT)
    settle(qtbot, desktop)
    assert dialog.told.undo.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_many_terms_are_deleted_and_brought_back_at_once(qtbot: QtBot, desktop: Desktop) -> None:
    terms = [Term(f"word {n}", f"mot {n}", "en", "fr") for n in range(300)]
    dialog = _dialog(qtbot, desktop, *terms)
    dialog.table.selectAll()
    dialog.remove.click()
    qtbot.waitUntil(lambda: dialog.model.total == 0, timeout=LIMIT)
    settle(qtbot, desktop)
    assert dialog.told.text == "300 terms deleted."
    dialog.told.undo.click()
    qtbot.waitUntil(lambda: dialog.model.total == 300, timeout=LIMIT)
    settle(qtbot, desktop)
    assert set(desktop.library.glossary.terms()) == set(terms)
    dialog.reject()


def test_export_writes_what_is_shown_and_says_what_the_format_cannot_hold(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, desktop, BANK, ELEVE)
    dialog.search.setText("eleve")
    path = tmp_path / "out.tbx"
    dialog.exported.emit(path, tuple(row.term for row in dialog.model.shown))
    qtbot.waitUntil(lambda: "written" in dialog.told.text, timeout=LIMIT)
    settle(qtbot, desktop)
    assert dialog.told.text.startswith("1 terms written to")
    assert "one case only" in dialog.told.text
    assert "Élève" in path.read_text(encoding="utf-8")
    dialog.exported.emit(tmp_path / "nowhere" / "out.csv", (BANK,))
    qtbot.waitUntil(lambda: "was not saved" in dialog.told.text, timeout=LIMIT)
    settle(qtbot, desktop)
    dialog.reject()


def test_a_file_that_cannot_be_read_is_told_and_nothing_changes(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    dialog = _dialog(qtbot, desktop, BANK)
    path = tmp_path / "terms.tbx"
    path.write_text("<html>no</html>", encoding="utf-8")
    form = dialog.ask_how(path)
    form.accept()
    qtbot.waitUntil(lambda: bool(dialog.told.text), timeout=LIMIT)
    settle(qtbot, desktop)
    assert "terms.tbx" in dialog.told.text
    assert desktop.library.glossary.terms() == (BANK,)
    assert dialog.take_in.isEnabled()
    dialog.reject()


def test_a_damaged_glossary_is_told_and_an_unusable_one_too(qtbot: QtBot, desktop: Desktop) -> None:
    path = desktop.paths.glossary
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"no database at all, but long enough to be looked at as one" * 90)
    dialog = _dialog(qtbot, desktop)
    assert dialog.notice.isVisible()
    assert "was damaged" in dialog.notice.text()
    assert "no terms to show" in dialog.hint.text()
    dialog.reject()
    desktop.library.glossary.close()
    path.unlink()
    path.mkdir()
    dialog = _dialog_of_folder(qtbot, desktop)
    assert "cannot be opened" in dialog.notice.text()
    qtbot.waitUntil(dialog.add.isEnabled, timeout=LIMIT)
    settle(qtbot, desktop)
    dialog.reject()


def _dialog_of_folder(qtbot: QtBot, desktop: Desktop) -> GlossaryDialog:
    dialog = show_glossary(desktop.controller, None, PAIR, desktop.window)
    qtbot.waitUntil(dialog.notice.isVisible, timeout=LIMIT)
    return dialog


def test_a_project_keeps_its_terms_when_the_glossary_cannot_be_used(
    qtbot: QtBot, desktop: Desktop
) -> None:
    path = desktop.paths.glossary
    path.mkdir(parents=True)
    opened = open_article(qtbot, desktop)
    form = add_term(desktop.controller, opened, "bank", "banque", PAIR, desktop.window)
    form.where.project.click()
    with qtbot.waitSignal(desktop.controller.failed, timeout=LIMIT):
        form.accept()
    settle(qtbot, desktop)
    assert [term.source for term in opened.document.terms] == ["bank"]
    assert "cannot be opened" in desktop.window.messages.text


# The forms


def test_a_term_that_cannot_be_used_is_told_and_stays_in_the_form(
    qtbot: QtBot, desktop: Desktop
) -> None:
    form = add_term(desktop.controller, None, "bank", "", PAIR, desktop.window)
    assert not form.where.project.isEnabled()
    for target, language, told in (
        ("", "French", "no translation"),
        ("b" * (LONGEST + 1), "French", "longer than"),
        ("banque", "English", "the same"),
    ):
        form.target.setText(target)
        form.to.setCurrentText(language)
        form.accept()
        assert form.isVisible()
        assert told in form.problem.text()
    form.reject()
    settle(qtbot, desktop)
    assert desktop.library.glossary.terms() == ()


def test_the_form_gives_back_all_that_it_was_given(qtbot: QtBot, desktop: Desktop) -> None:
    full = replace(BANK, source_forms=("banks", "the bank"), case_sensitive=True, forbidden=True)
    for row in (_row(full), _row(MAYOR, Place.PROJECT)):
        form = TermForm(row, project=True, title="A term")
        qtbot.addWidget(form)
        assert form.placed == row
    assert form.source.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert form.target.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_language_that_is_not_in_our_table_stays(qtbot: QtBot, desktop: Desktop) -> None:
    odd = _row(Term("a", "b", "tlh", "fr"))
    form = TermForm(odd, project=False, title="A term")
    qtbot.addWidget(form)
    assert form.placed == odd


def test_every_control_of_the_dialogs_has_a_name_and_no_letter_twice(
    qtbot: QtBot, desktop: Desktop, tmp_path: Path
) -> None:
    opened = open_article(qtbot, desktop)
    glossary = show_glossary(desktop.controller, opened, PAIR, desktop.window)
    memory = show_memory(desktop.controller, PAIR, desktop.window)
    settle(qtbot, desktop)
    dialogs: list[QDialog] = [
        glossary,
        memory,
        glossary.ask_how(tmp_path / "a.csv"),
        add_term(desktop.controller, opened, "", "", PAIR, desktop.window),
    ]
    for dialog in dialogs:
        assert dialog.height() <= 680
        assert dialog.width() <= 1200
        assert [type(control).__name__ for control in _nameless(dialog)] == []
        letters = _letters(dialog)
        assert sorted(letters) == sorted(set(letters)), type(dialog).__name__
    for dialog in reversed(dialogs):
        dialog.reject()


def _own(dialog: QDialog) -> list[QWidget]:
    """The dialog's parts, without those of dialogs above it."""
    return [part for part in dialog.findChildren(QWidget) if part.window() is dialog]


def _nameless(dialog: QDialog) -> list[QWidget]:
    """Controls that a screen reader could not name."""
    labelled = [part.buddy() for part in _own(dialog) if isinstance(part, QLabel)]
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    return [
        part
        for part in _own(dialog)
        if isinstance(part, kinds)
        and not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and (part.text() or part.toolTip()))
        and part not in labelled
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parent(), QLineEdit)  # its clear button is Qt's own
    ]


def _letters(dialog: QDialog) -> list[str]:
    """The letters that, with Alt, lead to a control."""
    texts = [
        part.text()
        for part in _own(dialog)
        if isinstance(part, QAbstractButton) or (isinstance(part, QLabel) and part.buddy())
    ]
    return [found.upper() for text in texts for found in re.findall(r"&(\w)", text)]


def test_import_asks_for_the_pair_that_is_worked_on(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop)
    form = dialog.ask_how(Path("words.csv"))
    assert isinstance(form, ImportForm)
    assert form.only.text().replace("&", "") == "Only English → French"
    assert not form.wish.only_pair
    form.only.click()
    assert form.wish.only_pair
    assert form.wish.place is Place.GENERAL
    form.reject()
    dialog.reject()
    assert QApplication.activeModalWidget() is None


def test_the_find_key_goes_to_the_search_field(qtbot: QtBot, desktop: Desktop) -> None:
    dialog = _dialog(qtbot, desktop, BANK)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    dialog.reject()
