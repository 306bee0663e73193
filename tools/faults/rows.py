"""The rows of docs/reliability.md, each with what runs it."""

from __future__ import annotations

from faults.changes import changes
from faults.copies import copies
from faults.disk import full_disk
from faults.guided import guided
from faults.hostile import hostile
from faults.largest import largest_files
from faults.merges import merges
from faults.output import injection
from faults.privacy import privacy
from faults.roundtrip import roundtrip
from faults.row import Run
from faults.storage import storage
from faults.twofold import twofold
from faults.writers import writers
from faults.zones import zones

ROWS: dict[str, Run] = {
    "storage": storage,
    "disk": full_disk,
    "writers": writers,
    "hostile": hostile,
    "guided": guided,
    "largest": largest_files,
    "twofold": twofold,
    "roundtrip": roundtrip,
    "merges": merges,
    "changes": changes,
    "privacy": privacy,
    "injection": injection,
    "zones": zones,
    "copies": copies,
}
