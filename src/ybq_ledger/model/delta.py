"""What a change does to one file, as a value: both versions, as records where they are some."""

from __future__ import annotations

from ybq_ledger.model.ledger import Locate
from ybq_ledger.model.record import Event, Record
from ybq_ledger.model.value import dataclass

FILE = "100644"
ABSENT = "000000"


@dataclass(frozen=True, slots=True)
class Delta:
    """One path of a change. Modes are git's; a record is None where that side has none that can be read."""

    path: str
    old_mode: str
    new_mode: str
    old: Record | None
    new: Record | None
    locate: Locate

    @property
    def is_new(self) -> bool:
        """Whether the change makes the file."""
        return self.old_mode == ABSENT

    @property
    def is_gone(self) -> bool:
        """Whether the change removes it."""
        return self.new_mode == ABSENT

    @property
    def new_events(self) -> tuple[tuple[int, Event], ...]:
        """The events that are added at the end, with their positions; all of them in a new record."""
        if self.new is None:
            return ()
        known = len(self.old.events) if self.old else 0
        return tuple(enumerate(self.new.events))[known:]
