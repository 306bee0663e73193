"""Injection: hostile texts through every format; nothing in the output acts."""

from __future__ import annotations

from faults.row import Row, Size


def injection(size: Size) -> Row:
    """Every payload, alone, inside a sentence and on a second line, through every format and language."""
    import test_render_injection as tests

    payloads = list(tests.EVERY)
    chosen = payloads[::20] if size.short else payloads
    formats = [*tests.FORMATS, "terminal", "error line"]
    wrong = []
    for text in chosen:
        for name in formats:
            try:
                look(tests, name, text)
            except AssertionError as error:
                wrong.append(f"ACTIVE: {name}: {text!r}: {error}"[:200])
    figures: dict[str, int | str] = {"payloads": len(chosen), "formats": len(formats)}
    return Row("injection into every output", len(chosen) * len(formats), figures, tuple(wrong))


def look(tests: object, name: str, text: str) -> None:
    """One payload in one format; AssertionError where something acts."""
    if name == "error line":
        from ybq_ledger.cli.shell import said
        from ybq_ledger.model.language import Text

        tests.assert_inert(said(Text(text, text), "zh"))  # type: ignore[attr-defined]
        return
    tests.test_nothing_in_the_output_is_active(name, text)  # type: ignore[attr-defined]
    if name in ("csv", "csv-excel"):
        tests.test_a_sheet_has_its_rows_and_no_formula(name, text)  # type: ignore[attr-defined]
    if name == "html":
        tests.test_a_page_has_the_same_tags_whatever_the_text_is(text)  # type: ignore[attr-defined]
    if name == "markdown":
        tests.assert_markdown_keeps(text)  # type: ignore[attr-defined]
