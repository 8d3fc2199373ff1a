"""How packs, sizes and transfers are told in the window of language packs."""

from __future__ import annotations

import math
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from diptych.core.errors import DiptychError
from diptych.core.firefox_models import FirefoxModel, ModelPlace
from diptych.core.language_packs import LanguagePack, PackPlace
from diptych.core.languages import from_argos, language
from diptych.packs.files import MB, megabytes
from diptych.packs.meter import Transfer
from diptych.packs.quality import Quality, Standing
from diptych.packs.usage import DiskUse
from diptych.packs.verifying import Against, Verdict
from diptych.ui.pack_stock import Installed

SILENCE = 3.0
"""Seconds without news after which a transfer is said to wait."""


def tr(words: str) -> str:
    """Words of this window in the user's language."""
    return QCoreApplication.translate("packs", words)


def trouble_words(error: Exception) -> str:
    """An error in words: a known one in its own, any other one honestly."""
    if isinstance(error, DiptychError):
        return str(error)
    return tr("Something went wrong: {0}. Nothing that was installed is lost.").format(
        f"{type(error).__name__}: {error}"
    )


def pair_words(from_tag: str, to_tag: str) -> str:
    """A pair of languages (BCP 47) by name, as in “English → French”."""
    return f"{language(from_tag).name} → {language(to_tag).name}"


def pack_pair(pack: LanguagePack) -> str:
    """The pair of a pack, by name."""
    return pair_words(from_argos(pack.from_code), from_argos(pack.to_code))


def model_pair(model: FirefoxModel) -> str:
    """The pair of a Firefox model, by name."""
    return pair_words(model.from_language, model.to_language)


def subject_pair(subject: LanguagePack | FirefoxModel) -> str:
    """The pair of either."""
    return pack_pair(subject) if isinstance(subject, LanguagePack) else model_pair(subject)


def place_words(place: PackPlace | ModelPlace) -> str:
    """Whose a pack or model is."""
    return {
        PackPlace.STARTER: tr("Came with the program"),
        PackPlace.INSTALLED: tr("Installed here"),
        PackPlace.ARGOS: tr("Another Argos program"),
        ModelPlace.INSTALLED: tr("Installed here"),
        ModelPlace.FXTRANSLATE: tr("fxtranslate"),
    }[place]


def day(moment: datetime) -> str:
    """The day of a moment, where the user is."""
    here = moment.astimezone()
    return QLocale().toString(QDate(here.year, here.month, here.day), "d MMMM yyyy")


def iso_day(moment: str) -> str:
    """The day of a moment in ISO 8601, or what stands there instead."""
    try:
        return day(datetime.fromisoformat(moment))
    except ValueError:
        return moment


# Quality


def standing_words(quality: Quality) -> str:
    """The standing in a word or two."""
    return {
        Standing.CLOSE: tr("close to Google"),
        Standing.BEHIND: tr("behind Google"),
        Standing.FAR_BEHIND: tr("far behind Google"),
    }[quality.standing]


def quality_words(quality: Quality) -> str:
    """Both scores, in a sentence."""
    return tr("COMET {0}; Google’s service reaches {1} for the same sentences ({2}).").format(
        f"{quality.comet:.2f}", f"{quality.google:.2f}", standing_words(quality)
    )


# Verifying


def verdict_words(verdict: Verdict) -> str:
    """What verifying found, when it found nothing wrong."""
    return {
        Against.RECORD: tr("Every file is as it was when it was installed."),
        Against.ARCHIVE: tr("Every file fits its checksum."),
        Against.STRUCTURE: tr("All parts are there. No checksums are known."),
    }[verdict.against]


def verified_words(verdicts: tuple[Verdict, ...]) -> str:
    """How verifying went, in a sentence."""
    bad = sum(bool(verdict.problems) for verdict in verdicts)
    if not bad:
        one = len(verdicts) == 1
        return (
            tr("1 pack verified. It is in order.")
            if one
            else tr("{0} packs verified. All are in order.").format(len(verdicts))
        )
    if len(verdicts) == 1:
        return tr("The pack is damaged. Remove it, and get it again.")
    told = (
        tr("1 of {1} packs is damaged. Remove it, and get it again.")
        if bad == 1
        else tr("{0} of {1} packs are damaged. Remove them, and get them again.")
    )
    return told.format(bad, len(verdicts))


def verdict_lines(verdicts: tuple[Verdict, ...]) -> tuple[str, ...]:
    """Each pack with what was found, the damaged ones first."""
    ordered = sorted(verdicts, key=lambda verdict: not verdict.problems)
    return tuple(
        f"{'✗' if v.problems else '✓'} {pack_pair(v.pack)} {v.pack.version} "
        f"({place_words(v.pack.place)}): {'; '.join(v.problems) or verdict_words(v)}"
        for v in ordered
    )


# Installing


def installed_words(done: Installed) -> str:
    """What was installed, in a sentence or two."""
    told = []
    subjects = done.subjects
    if len(subjects) == 1:
        only = subjects[0]
        told.append(tr("Installed: {0} {1}.").format(subject_pair(only), only.version))
    elif subjects:
        told.append(tr("{0} installed.").format(len(subjects)))
    if done.kept:
        told.append(tr("{0} kept: those here are as new.").format(len(done.kept)))
    if done.skipped:
        told.append(tr("{0} left out.").format(len(done.skipped)))
    if len(done.troubles) == 1:
        told.append(done.troubles[0])
    elif done.troubles:
        told.append(tr("{0} could not be installed.").format(len(done.troubles)))
    return " ".join(told)


def installed_lines(done: Installed) -> tuple[str, ...]:
    """Each pack, where a sentence does not say it all."""
    lines = [f"✗ {trouble}" for trouble in done.troubles] if len(done.troubles) > 1 else []
    lines += [f"✗ {skipped.location.name}: {skipped.reason}" for skipped in done.skipped]
    subjects = done.subjects
    if len(subjects) > 1:
        lines += [f"✓ {subject_pair(subject)} {subject.version}" for subject in subjects]
    lines += [tr("Kept: {0} {1}").format(pack_pair(p), p.version) for p in done.kept]
    return tuple(lines)


# Sizes and transfers


def use_words(use: DiskUse, models: int) -> str:
    """What everything takes of the disk; ``models`` are bytes of Firefox models of ours."""
    told = (
        (tr("Installed packs {0}"), use.installed),
        (tr("Firefox models {0}"), models),
        (tr("packs of other programs {0}"), use.others),
        (tr("unfinished downloads {0}"), use.downloads),
    )
    return " · ".join(words.format(megabytes(size)) for words, size in told if size)


def amount(done: int, total: int) -> str:
    """How much has come; ``total`` 0 is not known."""
    if not total:
        return f"{done / MB:,.1f} MB"
    return tr("{0} of {1} MB").format(f"{done / MB:,.1f}", f"{total / MB:,.1f}")


def transfer_words(transfer: Transfer, silent: float, *, settled: bool) -> str:
    """How a transfer goes; ``silent`` are the seconds since it was last heard of.

    ``settled``: it has gone on for long enough to tell a speed.
    """
    told = [amount(transfer.done, transfer.total)]
    if transfer.total and transfer.done >= transfer.total:
        return f"{told[0]} · {tr('checking it…')}"
    if silent >= SILENCE:
        waited = tr("nothing has come for {0} s").format(int(silent))
        return f"{told[0]} · {waited}"
    if settled and transfer.speed > 0:
        told.append(_speed(transfer.speed))
    if settled and transfer.left is not None:
        told.append(_left(transfer.left))
    return " · ".join(told)


def _speed(speed: float) -> str:
    if speed >= MB / 10:
        return f"{speed / MB:,.1f} MB/s"
    return f"{max(1, round(speed / 1_000))} kB/s"


def _left(seconds: float) -> str:
    whole = max(1, math.ceil(seconds))
    if whole < 60:
        return tr("{0} s left").format(whole)
    minutes = math.ceil(whole / 60)
    if minutes < 60:
        return tr("{0} min left").format(minutes)
    return tr("{0} h {1} min left").format(minutes // 60, minutes % 60)
