"""Exports every span of every record and duty, read from the files, for programs that work on many machines or many ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ybq_ledger.commands.opening import open_tree, plan_of
from ybq_ledger.commands.sharing import MANY, NEVER, in_shares
from ybq_ledger.domain.duty_spans import duty_spans, kept_spans
from ybq_ledger.domain.spans import Span, spans
from ybq_ledger.domain.succession import with_handovers
from ybq_ledger.domain.working_days import WorkingCalendar
from ybq_ledger.model.exported import ExportedSpan
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.model.language import Text
from ybq_ledger.model.ledger import Source
from ybq_ledger.model.plan import Plan
from ybq_ledger.model.progress import Watch, unwatched
from ybq_ledger.model.record_types import BY_SHAPE, GONE
from ybq_ledger.reports.masking import masked
from ybq_ledger.store.reading import Records, read_handovers
from ybq_ledger.store.record_files import FOLDER
from ybq_ledger.store.span_files import WRITERS
from ybq_ledger.store.tree import Entry, Tree


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: rows, records, and files that could not be read."""

    rows: int
    records: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Share:
    """What some files give: rows, how many records, how many files nobody could read, and records that duties depend on."""

    rows: list[ExportedSpan]
    records: int
    unreadable: int
    others: list[Source]


@dataclass(frozen=True, slots=True)
class Exporter:
    """What is needed to turn files into rows."""

    tree: Tree
    plan: Plan
    calendar: WorkingCalendar

    def rows_of(self, entries: Sequence[Entry]) -> Share:
        """What some files give."""
        records = Records(self.tree, self.plan)
        sources = [source for entry in entries if (source := records.take(entry))]
        counted = [source for source in sources if BY_SHAPE[type(source.record)].counted]
        others = [source for source in sources if not BY_SHAPE[type(source.record)].counted]
        return Share(
            [row for source in counted for row in self.rows(source)], len(sources), len(records.unreadable), others
        )

    def rows(self, source: Source) -> Iterator[ExportedSpan]:
        """The rows of one record."""
        for span in spans(self.plan, self.calendar, source.record, source.path):
            yield from rows_of_span(source.path, span)

    def rows_beside(self, sources: Sequence[Source], through: date) -> Iterator[ExportedSpan]:
        """The rows of duties that begin by a day, and of records that are only there, or answer them."""
        for span in duty_spans(self.plan, self.calendar, sources, through):
            yield from rows_of_span("", span)
        for source in sources:
            for span in kept_spans(self.plan, self.calendar, source):
                yield from rows_of_span(source.path, span)


def rows_of_span(path: str, span: Span) -> Iterator[ExportedSpan]:
    """A row for the record and one for each time limit on it."""
    item = span.standing
    for entry in (item, *item.clocks):
        yield ExportedSpan(
            path, entry.id, item.kind, "" if entry is item else entry.kind, masked(entry.title.zh),
            ";".join(entry.units), ";".join(entry.works), entry.state, span.first, span.until, entry.begins, entry.due,
            entry.first_due, entry.settled, item.state not in GONE, entry.done, entry.late, entry.overdue,
            entry.any_late, entry.any_overdue, entry.was_overdue, entry.light,
        )  # fmt: skip


def export_spans(
    root: Path, target: Path, format: str, through: date, revision: str | None = None, watch: Watch = unwatched, *,
    force: bool = False,
) -> Exported:  # fmt: skip
    """Write all rows to a new file, duties up to those that begin on `through`; CannotRun where it exists, unless it may be replaced."""
    if target.exists() and not force:
        raise CannotRun(
            Text(f"{target} 已存在", f"{target} exists"),
            Text("换个文件名，或加 --force", "give another name, or add --force"),
        )
    tree = open_tree(root, revision)
    plan, calendar = plan_of(tree)
    entries = tuple(tree.paths(FOLDER))
    exporter = Exporter(tree, with_handovers(plan, read_handovers(tree, plan, entries)), WorkingCalendar(calendar))
    shares = in_shares(exporter.rows_of, entries, watch, MANY if revision is None else NEVER)
    numbers: Counter[str] = Counter()
    WRITERS[format](target, all_rows(exporter, shares, through, numbers))
    return Exported(numbers["rows"], numbers["records"], numbers["unreadable"])


def all_rows(
    exporter: Exporter, shares: Iterable[Share], through: date, numbers: Counter[str]
) -> Iterator[list[ExportedSpan]]:
    """The rows of each share, and those that depend on several, while everything is counted."""
    others: list[Source] = []
    for share in shares:
        numbers.update(rows=len(share.rows), records=share.records, unreadable=share.unreadable)
        others += share.others
        yield share.rows
    rows = list(exporter.rows_beside(others, through))
    numbers.update(rows=len(rows))
    yield rows
