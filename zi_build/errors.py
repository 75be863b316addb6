"""Exceptions: the tool cannot go on. A wrong file is a Diagnostic, missing work is a Gap."""


class ZiError(Exception):
    """Base of everything that zi_build raises on purpose; its text is meant for people."""


class UsageError(ZiError):
    """The caller asked for something that does not exist (unknown rubric, folder, date)."""


class InstrumentError(ZiError):
    """The instrument shipped with the package (catalogue or rubric) contradicts itself."""


class LeakError(ZiError):
    """Something restricted was found in what was about to become public."""
