"""The errors a user can meet: what happened, what to try, and details for the curious."""

from __future__ import annotations

from diptych.core.article import Item


class DiptychError(Exception):
    """Base of all errors meant for people. ``sentence`` and ``remedy`` are plain language."""

    def __init__(self, sentence: str, remedy: str = "", details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.details = details

    def __reduce__(self) -> tuple[type[DiptychError], tuple[object, ...]]:
        return type(self), (self.sentence, self.remedy, self.details)

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class CannotReadError(DiptychError):
    """The file cannot be opened as an article."""


class PasswordNeededError(CannotReadError):
    """The file opens with a password only: none was given, or a wrong one."""


class SeveralArticlesError(CannotReadError):
    """The file holds several articles, and it was not said which is meant."""

    def __init__(
        self, sentence: str, items: tuple[Item, ...], remedy: str = "", details: str = ""
    ) -> None:
        super().__init__(sentence, remedy, details)
        self.items = items

    def __reduce__(self) -> tuple[type[DiptychError], tuple[object, ...]]:
        return type(self), (self.sentence, self.items, self.remedy, self.details)


class ProcessError(DiptychError):
    """A helper process ended before it had an answer, or took longer than it may."""


class NoEngineError(DiptychError):
    """No engine or pack translates this pair of languages."""


class PackError(DiptychError):
    """A language pack is damaged, unsafe or of the wrong kind."""


class DownloadError(DiptychError):
    """Something could not be fetched; what was there before is untouched."""


class SummaryError(DiptychError):
    """The text cannot be summarised this way."""


class CannotSaveError(DiptychError):
    """The copy could not be written; what stood there before is untouched."""


class ChangedOnDiskError(CannotSaveError):
    """The file has other bytes than when it was read; it was left alone."""


class VanishedError(CannotSaveError):
    """The file that was to be saved over is not there any more, or its folder is not."""


class StoreError(DiptychError):
    """The glossary or the translation memory cannot be used or changed; no file is lost."""
