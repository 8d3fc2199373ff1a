"""Light and dark: palettes, the stylesheet, reading fonts and the colours of marks."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from diptych.core.languages import language
from diptych.core.notes import Colour

READING_SIZE = 12.5
"""Points of the reading face at 100 % zoom."""

_SERIF = ("Noto Serif", "DejaVu Serif", "Georgia", "Times New Roman")
_HAN = {
    "zh-Hans": "Noto Serif CJK SC",
    "zh-Hant": "Noto Serif CJK TC",
    "ja": "Noto Serif CJK JP",
    "ko": "Noto Serif CJK KR",
}


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, as #rrggbb; ``marks`` are backgrounds that keep text readable."""

    name: str
    paper: str
    chrome: str
    ink: str
    faint: str
    line: str
    accent: str
    accent_ink: str
    current: str
    summary: str
    find: str
    alarm: str
    good: str
    caution: str
    danger: str
    danger_ink: str
    marks: tuple[tuple[Colour, str], ...]

    def mark(self, colour: Colour) -> QColor:
        """The background of a note of that colour."""
        return QColor(dict(self.marks)[colour])


LIGHT = Theme(
    name="light",
    paper="#ffffff",
    chrome="#f4f5f7",
    ink="#1b1e23",
    faint="#656b76",
    line="#d9dce1",
    accent="#2563c9",
    accent_ink="#ffffff",
    current="#fff1b8",
    summary="#dbe9fb",
    find="#ffd08a",
    alarm="#b3261e",
    good="#1e6b3a",
    caution="#fdf4dc",
    danger="#b3261e",
    danger_ink="#ffffff",
    marks=(
        (Colour.YELLOW, "#ffe98a"),
        (Colour.GREEN, "#c3ecc5"),
        (Colour.BLUE, "#c2dcff"),
        (Colour.PINK, "#ffcbdc"),
        (Colour.ORANGE, "#ffd3a6"),
    ),
)

DARK = Theme(
    name="dark",
    paper="#181a1e",
    chrome="#202329",
    ink="#e6e8eb",
    faint="#9aa1ad",
    line="#363b44",
    accent="#6ea4ff",
    accent_ink="#0d1420",
    current="#4b4215",
    summary="#1f3554",
    find="#6b4a12",
    alarm="#ff8a80",
    good="#7fd39b",
    caution="#362f1a",
    danger="#8c1d18",
    danger_ink="#ffe9e6",
    marks=(
        (Colour.YELLOW, "#5c5210"),
        (Colour.GREEN, "#1f5128"),
        (Colour.BLUE, "#1e4378"),
        (Colour.PINK, "#6a2741"),
        (Colour.ORANGE, "#6a3f12"),
    ),
)


def choose(name: str) -> Theme:
    """The theme called ``light`` or ``dark``; for ``system`` what the desktop prefers."""
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if name == "dark" else LIGHT


def apply(application: QApplication, theme: Theme) -> None:
    """Dress the whole application."""
    application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    application.setStyleSheet(_stylesheet(theme))


def reading_font(tag: str | None, zoom: int) -> QFont:
    """The reading face for a language at ``zoom`` percent."""
    families = list(_SERIF)
    if tag in _HAN:
        families.insert(0, _HAN[tag])
    if tag and language(tag).script == "Arab":
        families.insert(0, "Noto Naskh Arabic")
    font = QFont()
    font.setFamilies(families)
    font.setPointSizeF(READING_SIZE * zoom / 100)
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, theme.chrome),
        (role.WindowText, theme.ink),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.chrome),
        (role.Text, theme.ink),
        (role.Button, theme.chrome),
        (role.ButtonText, theme.ink),
        (role.BrightText, theme.alarm),
        (role.ToolTipBase, theme.chrome),
        (role.ToolTipText, theme.ink),
        (role.PlaceholderText, theme.faint),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.accent_ink),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Mid, theme.line),
        (role.Accent, theme.accent),
    ):
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(theme.faint))
    return palette


def _stylesheet(theme: Theme) -> str:
    return _of_views(theme) + _of_bands(theme) + _of_controls(theme) + _of_boxes(theme)


def _of_views(theme: Theme) -> str:
    return f"""
    QMainWindow, QDialog {{ background: {theme.chrome}; }}
    QToolTip {{ color: {theme.ink}; background: {theme.chrome}; border: 1px solid {theme.line};
        padding: 4px; }}
    QToolBar {{ border: 0; border-bottom: 1px solid {theme.line}; padding: 4px 8px; spacing: 4px; }}
    QToolButton {{ padding: 5px 8px; border: 1px solid transparent; border-radius: 5px; }}
    QToolButton:hover, QToolButton:focus {{ background: {theme.paper};
        border-color: {theme.line}; }}
    QToolButton:checked {{ background: {theme.paper}; border-color: {theme.line}; }}
    QMenuBar {{ background: {theme.chrome}; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QStatusBar {{ border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: 0; }}
    QTextEdit#pane, QAbstractItemView#entries {{ border: 0; background: {theme.paper}; }}
    QWidget#bar {{ border-bottom: 1px solid {theme.line}; background: {theme.chrome}; }}
    QWidget#footer {{ border-top: 1px solid {theme.line}; background: {theme.chrome}; }}
    QLabel#heading {{ font-weight: 600; }}
    QLabel#faint {{ color: {theme.faint}; }}
    """


def _of_bands(theme: Theme) -> str:
    """Bands that say something across the window."""
    return f"""
    QLabel#caution {{ background: {theme.caution}; color: {theme.ink}; padding: 7px 18px;
        border-bottom: 1px solid {theme.line}; }}
    QToolButton#offline {{ border: 0; color: {theme.good}; font-weight: 600; padding: 0 6px; }}
    QLabel#alarm {{ color: {theme.alarm}; }}
    QFrame#embargo {{ background: {theme.danger}; border-bottom: 1px solid {theme.line}; }}
    QFrame#embargo QLabel {{ color: {theme.danger_ink}; font-weight: 700; }}
    QFrame#lifted {{ background: {theme.caution}; border-bottom: 1px solid {theme.line}; }}
    QFrame#message {{ background: {theme.caution}; border-bottom: 1px solid {theme.line}; }}
    """


def _of_controls(theme: Theme) -> str:
    return f"""
    QTabWidget::pane {{ border: 0; border-top: 1px solid {theme.line}; }}
    QTabBar {{ qproperty-drawBase: 0; }}
    QTabBar::tab {{ padding: 8px 9px; border: 0; color: {theme.faint};
        border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.ink}; border-bottom-color: {theme.accent}; }}
    QTabBar::tab:focus {{ color: {theme.accent}; }}
    QTableView::item {{ padding: 0 6px; }}
    QPlainTextEdit[readOnly="true"] {{ background: {theme.chrome}; }}
    QTreeView#formats::item {{ padding: 3px 4px; }}
    QTableView#facts::item {{ padding: 5px 8px; }}
    QHeaderView {{ background: {theme.chrome}; }}
    QHeaderView::section {{ padding: 6px 6px 6px 9px; border: 0; background: {theme.chrome};
        border-bottom: 1px solid {theme.line}; }}
    QProgressBar {{ border: 0; border-radius: 3px; background: {theme.line}; max-height: 6px; }}
    QProgressBar::chunk {{ border-radius: 3px; background: {theme.accent}; }}
    """


def _of_boxes(theme: Theme) -> str:
    """Boxes to tick and to choose by; those of Qt have no outline that is seen in the dark."""
    boxes = ("QCheckBox", "QGroupBox", "QListView", "QTreeView", "QTableView")

    def rule(states: str, look: str, names: tuple[str, ...] = boxes) -> str:
        selectors = ", ".join(f"{name}::indicator{states}" for name in names)
        return f"{selectors} {{ {look} }}\n"

    filled = f"background: {theme.accent}; border-color: {theme.accent};"
    off = f"background: {theme.faint}; border-color: {theme.faint};"
    round_ = ("QRadioButton",)
    dot = (
        "background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,"
        f" stop:0.4 {theme.accent_ink}, stop:0.5 {{0}}); border-color: {{0}};"
    )
    size = f"width: 12px; height: 12px; border: 1px solid {theme.faint}; background: {theme.paper};"
    return "".join(
        (
            rule("", f"{size} border-radius: 3px;"),
            rule(":checked", f"{filled} image: url({_picture('tick', theme)});"),
            rule(":indeterminate", f"{filled} image: url({_picture('partly', theme)});"),
            rule(":selected", f"border-color: {theme.accent_ink};"),
            rule(":checked:disabled", off),
            rule(":indeterminate:disabled", off),
            rule("", f"{size} border-radius: 7px;", round_),
            rule(":checked", dot.format(theme.accent), round_),
            rule(":checked:disabled", dot.format(theme.faint), round_),
        )
    )


def _picture(name: str, theme: Theme) -> str:
    """The path of a picture in a theme's own colour, as stylesheets have it."""
    place = files("diptych.resources").joinpath("themes", f"{name}-{theme.name}.svg")
    return str(place).replace("\\", "/")
