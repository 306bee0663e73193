"""Redactions: honest ones on every kind of record, and changes that take a redaction for their excuse."""

from __future__ import annotations

import re
from collections.abc import Callable

from faults.change_bed import US, Act, Bed, unit_of

KINDS = ("issues", "filings", "complaints", "activities", "results", "acts", "instructions", "repayments", "handovers")
"""Folders whose records have a title."""


def marker() -> str:
    """What stands in the place of a text that went."""
    from ybq_ledger.model.event import MARKER

    return MARKER


def body(field: str) -> str:
    """What a redaction says."""
    return f"    field: {field}\n    reason: 写有当事人信息\n"


def titled(bed: Bed, folder: str) -> str:
    """A record with a title on one line, of a day that has come."""
    texts = {path: bed.read(path) for path in bed.paths[folder]}
    fits = [
        path
        for path, text in texts.items()
        if re.search(r"(?m)^title: \S", text) and not re.search("(?:recorded|on): 2019-", text)
    ]
    return bed.chance.choice(fits or bed.issues)


def put(text: str, name: str, new: str) -> str:
    """A top field with another value."""
    return re.sub(rf"^{name}: .*$", f"{name}: {new}", text, count=1, flags=re.MULTILINE)


def of_title(folder: str) -> Act:
    """The title of a record goes, in whatever state it is."""

    def act(bed: Bed) -> str:
        path = titled(bed, folder)
        bed.write(path, put(bed.read(path), "title", marker()))
        bed.append(path, "redact", US, body("title"))
        bed.used.add(f"{folder}: redact")
        return US

    return act


def noted(bed: Bed) -> tuple[str, int, str]:
    """An issue, the position of an event of its with a remark on one line, and that line."""
    while True:
        path = bed.pick(with_events=True)
        if re.search("(?:recorded|on): 2019-", bed.read(path)):
            continue  # of a day that has not come
        events = re.split(r"(?m)^(?=  - event: )", bed.read(path).partition("\nevents:\n")[2])[1:]
        for at, event in enumerate(events):
            line = re.search(r"^    note: [^|>\s].*$", event, re.MULTILINE)
            if line and bed.read(path).count(f"\n{line[0]}\n") == 1:
                return path, at, line[0]


def of_note(bed: Bed) -> str:
    """The remark of an event goes."""
    path, at, line = noted(bed)
    bed.write(path, bed.read(path).replace(f"\n{line}\n", f"\n    note: {marker()}\n", 1))
    bed.append(path, "redact", US, body(f"events/{at}/note"))
    return US


def excused(change: Callable[[str], str], field: str = "title", by: Callable[[str], str] = lambda _: US) -> Act:
    """A record changed somehow, with a redaction that is to explain it."""

    def act(bed: Bed) -> str:
        path = titled(bed, "issues")
        bed.write(path, change(bed.read(path)))
        bed.append(path, "redact", by(path), body(field))
        return by(path)

    return act


def gone(text: str) -> str:
    """A record without its title."""
    return put(text, "title", marker())


def other_event(bed: Bed) -> str:
    """A remark is another one, and the redaction names it."""
    path, at, line = noted(bed)
    bed.write(path, bed.read(path).replace(f"\n{line}\n", "\n    note: 另一种说法\n", 1))
    bed.append(path, "redact", US, body(f"events/{at}/note"))
    return US


def in_silence(bed: Bed) -> str:
    """A marker without an event."""
    path = titled(bed, "issues")
    bed.write(path, gone(bed.read(path)))
    return US


def of_an_author(new: str) -> Act:
    """Who did it is taken out, or is another one."""

    def act(bed: Bed) -> str:
        path, _, _ = noted(bed)
        text = re.sub(r"^    by: .*$", f"    by: {new or marker()}", bed.read(path), count=1, flags=re.MULTILINE)
        bed.write(path, text)
        bed.append(path, "redact", US, body("events/0/by"))
        return US

    return act


def of_a_day(bed: Bed) -> str:
    """The day of an event is another one, and a redaction names it."""
    path, _, _ = noted(bed)
    text = re.sub(r"^    on: .*$", "    on: 2018-06-11", bed.read(path), count=1, flags=re.MULTILINE)
    changed = text if text != bed.read(path) else text.replace("    on: 2018-06-11", "    on: 2018-06-12", 1)
    bed.write(path, changed)
    bed.append(path, "redact", US, body("events/0/on"))
    return US


def taken_back(bed: Bed) -> str:
    """What was redacted stands there again, in other words."""
    path = titled(bed, "issues")
    bed.write(path, gone(bed.read(path)))
    bed.append(path, "redact", US, body("title"))
    bed.target = bed.commit()
    bed.write(path, put(bed.read(path), "title", "换过的名称"))
    return US


def signed_for(bed: Bed) -> str:
    """A unit redacts in the coordinator's name."""
    path = titled(bed, "issues")
    bed.write(path, gone(bed.read(path)))
    bed.append(path, "redact", US, body("title"))
    return unit_of(path) if unit_of(path) != US else "guotuju"


REDACTING: dict[str, tuple[str, Act]] = {
    "redacted by the unit itself": ("R622", excused(gone, by=lambda path: unit_of(path) if unit_of(path) != US else "guotuju")),
    "redacted in the coordinator's name": ("G722", signed_for),
    "redaction of one text, another changed": ("G704", excused(lambda text: put(gone(text), "found_on", "2018-04-09"))),
    "redaction that names another text": ("G704", excused(gone, field="problem")),
    "redaction that writes other words": ("G704", excused(lambda text: put(text, "title", "好听的名称"))),
    "redaction of a day": ("G704", excused(lambda text: put(text, "found_on", "2018-04-09"), field="found_on")),
    "redaction of nothing": ("R623", excused(lambda text: text)),
    "marker in silence": ("G704", in_silence), "redaction of an author": ("S211", of_an_author("")),
    "redaction for another author": ("G703", of_an_author("gongshanglian")),
    "redaction of an event's day": ("G703", of_a_day), "redaction that writes another remark": ("G703", other_event),
    "redaction taken back": ("G704", taken_back),
}  # fmt: skip
HONEST: dict[str, Act] = {**{f"{folder}: redact": of_title(folder) for folder in KINDS}, "a remark redacted": of_note}
