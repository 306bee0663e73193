"""Tells what this machine and this clone lack, what to do about each, and mends what is safe to mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ybq_ledger.commands import diagnosing_git as repository
from ybq_ledger.commands import diagnosing_ledger as ledger
from ybq_ledger.commands import diagnosing_machine as machine
from ybq_ledger.commands.diagnosis import Diagnosis
from ybq_ledger.model.language import Text
from ybq_ledger.model.table import Document, Line, Style


def diagnose(root: Path, today: date, *, mend: bool = False) -> tuple[Diagnosis, ...]:
    """Examine everything; with `mend` put right what is safe, then tell how it is now."""
    found = examine(root, today)
    if not mend:
        return found
    cures = [diagnosis for diagnosis in found if diagnosis.cure]
    for diagnosis in cures:
        assert diagnosis.cure
        diagnosis.cure()
    cured = {diagnosis.name for diagnosis in cures}
    return tuple(
        diagnosis.as_mended() if diagnosis.name in cured and diagnosis.state == "good" else diagnosis
        for diagnosis in examine(root, today)
    )


def examine(root: Path, today: date) -> tuple[Diagnosis, ...]:
    """Every examination, in order."""
    return (
        *machine.python(), *machine.time_zones(), *machine.holidays(), *machine.file_system(root),
        *repository.program(root), *repository.repository(root), *repository.settings(root),
        *repository.line_ends(root), *repository.lock(root), *ledger.leftovers(root), *ledger.contents(root, today),
    )  # fmt: skip


WORDS: dict[str, tuple[Text, Style]] = {
    "good": (Text("正常", "good"), "green"),
    "mended": (Text("已修复", "mended"), "green"),
    "note": (Text("留意", "note"), "yellow"),
    "bad": (Text("问题", "bad"), "red"),
}


def doctor_document(found: tuple[Diagnosis, ...]) -> Document:
    """One line for each; below what is not good, the remedy."""
    lines = []
    for diagnosis in found:
        word, style = WORDS[diagnosis.state]
        lines.append(Line(Text("{word}  {said}", "{word}  {said}").format(word=word, said=diagnosis.said), style))
        if diagnosis.remedy and diagnosis.state in ("note", "bad"):
            remedy = Text("      办法：{remedy}", "      remedy: {remedy}").format(remedy=diagnosis.remedy)
            lines.append(Line(remedy, "plain"))
    bad = sum(1 for diagnosis in found if diagnosis.state == "bad")
    curable = any(diagnosis.cure and diagnosis.state in ("note", "bad") for diagnosis in found)
    lines.append(Line(summary(bad, curable), "red" if bad else "green"))
    return Document("doctor", tuple(lines), {"bad": bad, "checks": [entry(diagnosis) for diagnosis in found]})


def summary(bad: int, curable: bool) -> Text:
    """The last line."""
    text = Text(f"{bad} 个问题", f"{bad} bad") if bad else Text("没有问题", "nothing is wrong")
    hint = Text("；ledger doctor --fix 可以修好一部分", "; ledger doctor --fix mends some of this")
    return Text(text.zh + hint.zh, text.en + hint.en) if curable else text


def entry(diagnosis: Diagnosis) -> dict[str, object]:
    """One diagnosis as JSON."""
    return {
        "name": diagnosis.name,
        "state": diagnosis.state,
        "said": {"zh": diagnosis.said.zh, "en": diagnosis.said.en},
        "remedy": {"zh": diagnosis.remedy.zh, "en": diagnosis.remedy.en} if diagnosis.remedy else None,
        "fixable": diagnosis.cure is not None,
    }
