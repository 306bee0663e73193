"""What one examination of the machine or the clone found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from ybq_ledger.model.language import Text

State = Literal["good", "mended", "note", "bad"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`note` weakens a promise or will matter one day, `bad` is in the way now; `cure` is there where mending is safe."""

    name: str
    state: State
    said: Text
    remedy: Text | None = None
    cure: Callable[[], object] | None = None

    def as_mended(self) -> Diagnosis:
        """The same, found good after its cure."""
        return replace(self, state="mended")


def good(name: str, said: Text) -> tuple[Diagnosis, ...]:
    """Nothing to do."""
    return (Diagnosis(name, "good", said),)


def note(name: str, said: Text, remedy: Text, cure: Callable[[], object] | None = None) -> tuple[Diagnosis, ...]:
    """Something to know about."""
    return (Diagnosis(name, "note", said, remedy, cure),)


def bad(name: str, said: Text, remedy: Text, cure: Callable[[], object] | None = None) -> tuple[Diagnosis, ...]:
    """Something to mend now."""
    return (Diagnosis(name, "bad", said, remedy, cure),)
