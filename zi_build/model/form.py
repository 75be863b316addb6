"""What the lines of an evaluation sheet (LKE) are, whoever writes or reads one."""

from enum import StrEnum


class Kind(StrEnum):
    """What a line of the form is."""

    COMPONENT = "komponen"
    PART = "bagian"
    AREA = "area"
    INDICATOR = "indikator"
    QUESTION = "pertanyaan"
    COUNT = "hitungan"
    GROUP = "kelompok"
    RESULT = "hasil"
    TOTAL = "jumlah"

    @property
    def answered(self) -> bool:
        """Whether somebody answers on this line."""
        return self in _ANSWERED


_ANSWERED = frozenset({Kind.QUESTION, Kind.COUNT, Kind.RESULT})
