"""Packs, models and offers as rows of a table, with what is told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language
from diptych.packs.addresses import host_of, local_path
from diptych.packs.files import megabytes
from diptych.packs.places import Skipped, version_numbers
from diptych.packs.quality import SOURCE, Standing
from diptych.packs.record import Record
from diptych.packs.verifying import Verdict
from diptych.ui.pack_stock import Stock
from diptych.ui.pack_table import Fact, Row, Sort, Tone, searchable
from diptych.ui.pack_words import (
    iso_day,
    model_pair,
    pack_pair,
    pair_words,
    place_words,
    quality_words,
    standing_words,
    tr,
    verdict_words,
)
from diptych.ui.term_table import unaccented
from diptych.workspace.pack_store import Offer

ARGOS, FIREFOX = "Argos", "Firefox"
PAIR, KIND, VERSION, SIZE, PLACE, STATE = range(6)
"""Columns of what is installed."""

OFFERED_VERSION, OFFERED_SIZE, QUALITY, OFFERED_STATE = range(1, 5)
"""Columns of what can be had; the pair stands first here too."""

_ORDER = {Standing.CLOSE: 0.0, Standing.BEHIND: 1.0, Standing.FAR_BEHIND: 2.0}
_UNMEASURED = 3.0


def installed_rows(stock: Stock, verdicts: Mapping[Path, Verdict]) -> tuple[Row, ...]:
    """What is here: packs, Firefox models, and what is no good pack or model, with the reason."""
    updates = stock.updates
    return (
        *(
            _pack_row(
                pack,
                stock.records.get(pack.location),
                updates.get(pack.location),
                verdicts.get(pack.location),
            )
            for pack in stock.packs.packs
        ),
        *(_model_row(model, stock.idle) for model in stock.models.models),
        *(_skipped_row(skipped, ARGOS) for skipped in stock.packs.skipped),
        *(_skipped_row(skipped, FIREFOX) for skipped in stock.models.skipped),
    )


def offered_rows(stock: Stock) -> tuple[Row, ...]:
    """What the list names."""
    return tuple(map(_offer_row, stock.offers))


def _by_text(words: str) -> Sort:
    return 0.0, unaccented(words)


def _by_version(version: str) -> Sort:
    """Versions come as text, so each number of one is padded to one width."""
    return 0.0, ".".join(f"{number:09}" for number in version_numbers(version))


def _named(*tags: str) -> tuple[str, ...]:
    """All words for some languages (BCP 47)."""
    found = [language(tag) for tag in tags]
    return tuple(
        word
        for entry in found
        for word in (entry.name, entry.autonym, entry.tag, entry.argos or "")
    )


def _checksum_facts(record: Record | None) -> tuple[Fact, ...]:
    if record is None:
        return (Fact(tr("Checksum"), tr("None was noted: it was not installed from here.")),)
    facts = [
        Fact(tr("Installed"), iso_day(record.installed)),
        Fact(tr("Came from"), record.source),
    ]
    if record.archive is None:
        facts.append(Fact(tr("Checksum"), tr("It came as a folder; each file has its own.")))
    else:
        facts.append(Fact(tr("SHA-256 of its file"), record.archive.sha256))
    return tuple(facts)


def _pack_row(
    pack: LanguagePack, record: Record | None, update: Offer | None, verdict: Verdict | None
) -> Row:
    state, tone = _pack_state(pack, update, verdict)
    facts = [
        Fact(tr("Name"), pack.name),
        Fact(tr("Version"), pack.version),
        Fact(tr("Size"), megabytes(pack.size)),
        Fact(tr("From"), place_words(pack.place)),
    ]
    if update is not None:
        facts.insert(0, Fact(tr("Update"), tr("{0} can be had.").format(update.entry.version)))
    if verdict is not None and not verdict.problems:
        facts.append(Fact(tr("Verified"), verdict_words(verdict)))
    if pack.place is PackPlace.INSTALLED:
        facts += _checksum_facts(record)
    facts.append(Fact(tr("Folder"), str(pack.location)))
    damage = "\n".join(verdict.problems) if verdict is not None else ""
    archive = record.archive if record else None
    cells = (
        pack_pair(pack),
        ARGOS,
        pack.version,
        megabytes(pack.size),
        place_words(pack.place),
        state,
    )
    return Row(
        key=str(pack.location),
        cells=cells,
        sorts=_installed_sorts(cells, pack.version, pack.size),
        found_by=searchable(
            *_named(from_argos(pack.from_code), from_argos(pack.to_code)), pack.name, ARGOS
        ),
        subject=pack,
        tone=tone,
        caution="\n".join(filter(None, (damage, pack.note))),
        facts=tuple(facts),
        checksum=archive.sha256 if archive else "",
    )


def _pack_state(
    pack: LanguagePack, update: Offer | None, verdict: Verdict | None
) -> tuple[str, Tone]:
    if verdict is not None and verdict.problems:
        return tr("Damaged"), Tone.BAD
    if update is not None:
        return tr("Update: {0}").format(update.entry.version), Tone.NEWS
    if verdict is not None:
        return tr("In order"), Tone.GOOD
    if pack.note:
        return tr("For the gist only"), Tone.CARE
    return "", Tone.PLAIN


def _model_row(model: FirefoxModel, idle: str) -> Row:
    facts = [
        Fact(tr("Name"), model.name),
        Fact(tr("Version"), model.version),
        Fact(tr("Size"), megabytes(model.size)),
        Fact(tr("From"), place_words(model.place)),
    ]
    if model.architecture:
        facts.append(Fact(tr("Kind"), model.architecture))
    if model.score:
        facts.append(Fact(tr("Quality"), model.score))
    facts.append(Fact(tr("Folder"), str(model.location)))
    cells = (
        model_pair(model),
        FIREFOX,
        model.version,
        megabytes(model.size),
        place_words(model.place),
        tr("Not used") if idle else "",
    )
    return Row(
        key=str(model.location),
        cells=cells,
        sorts=_installed_sorts(cells, "", model.size),
        found_by=searchable(*_named(model.from_language, model.to_language), model.name, FIREFOX),
        subject=model,
        tone=Tone.CARE if idle else Tone.PLAIN,
        caution=idle,
        facts=tuple(facts),
    )


def _skipped_row(skipped: Skipped, kind: str) -> Row:
    cells = (skipped.location.name, kind, "", "", "", tr("Left out"))
    return Row(
        key=str(skipped.location),
        cells=cells,
        sorts=_installed_sorts(cells, "", 0),
        found_by=searchable(skipped.location.name, kind),
        subject=skipped,
        tone=Tone.BAD,
        faint=True,
        caution=skipped.reason,
        facts=(Fact(tr("Folder"), str(skipped.location)),),
    )


def _installed_sorts(cells: tuple[str, ...], version: str, size: int) -> tuple[Sort, ...]:
    sorts = [_by_text(cell) for cell in cells]
    sorts[VERSION] = _by_version(version) if version else _by_text(cells[VERSION])
    sorts[SIZE] = float(size), ""
    return tuple(sorts)


def _offer_row(offer: Offer) -> Row:
    entry, quality = offer.entry, offer.quality
    state, tone = _offer_state(offer)
    pair = pair_words(offer.from_language, offer.to_language)
    measured = f"{quality.comet:.2f} · {standing_words(quality)}" if quality else ""
    size = megabytes(entry.size) if entry.size else ""
    cells = (pair, entry.version, size, measured, state)
    standing = _ORDER[quality.standing] if quality else _UNMEASURED
    score = f"{1 - quality.comet:.2f}" if quality else ""
    cited = (
        f"{quality_words(quality)}\n{SOURCE}"
        if quality
        else tr("Nobody is known to have measured it.")
    )
    return Row(
        key=entry.file_name,
        cells=cells,
        sorts=(
            _by_text(pair),
            _by_version(entry.version),
            (float(entry.size or 0), ""),
            (standing, score),
            _by_text(state),
        ),
        found_by=searchable(*_named(offer.from_language, offer.to_language), entry.name),
        subject=offer,
        tone=tone,
        caution=tr("A small pack, for the gist only.") if entry.starter else "",
        facts=_offer_facts(offer),
        checksum=entry.sha256 or "",
        tips={QUALITY: cited},
    )


def _offer_state(offer: Offer) -> tuple[str, Tone]:
    if offer.installed is not None and offer.update:
        return tr("Update of {0}").format(offer.installed.version), Tone.NEWS
    if offer.installed is not None:
        return tr("Installed"), Tone.GOOD
    if offer.have:
        return tr("{0} have come").format(megabytes(offer.have)), Tone.PLAIN
    return "", Tone.PLAIN


def _offer_facts(offer: Offer) -> tuple[Fact, ...]:
    entry, quality = offer.entry, offer.quality
    facts = [Fact(tr("Name"), entry.name), Fact(tr("Version"), entry.version)]
    if offer.installed is not None:
        here = tr("{0} · {1}").format(offer.installed.version, place_words(offer.installed.place))
        facts.insert(0, Fact(tr("Here"), here))
    facts.append(
        Fact(tr("Size"), megabytes(entry.size) if entry.size else tr("The list does not tell it."))
    )
    if quality is not None:
        facts += [Fact(tr("Quality"), quality_words(quality)), Fact(tr("Measured by"), SOURCE)]
    else:
        facts.append(Fact(tr("Quality"), tr("Nobody is known to have measured it.")))
    facts += [
        Fact(tr("Comes from"), _sources(entry.links)),
        Fact(tr("SHA-256 of its file"), entry.sha256 or tr("The list does not tell it.")),
    ]
    return tuple(facts)


def _sources(links: tuple[str, ...]) -> str:
    if not links:
        return tr("The list names no address that can be used.")
    places = [str(path.parent) if (path := local_path(x)) else host_of(x) for x in links]
    return ", ".join(dict.fromkeys(places))


def removable(subject: object) -> bool:
    """Whether it was installed by us, and so can be removed."""
    if isinstance(subject, LanguagePack):
        return subject.place is PackPlace.INSTALLED
    return isinstance(subject, FirefoxModel) and subject.place is ModelPlace.INSTALLED
