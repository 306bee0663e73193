"""How records, units and duties are named inside a file."""

from __future__ import annotations

from typing import Annotated

from ybq_ledger.model.shape import About, Matches, Slug

RecordId = Annotated[
    str,
    Matches(r"[a-z][a-z0-9]*(-[a-z0-9]+)*-[0-9]{4}-[0-9]{7}", "guotuju-2018-3047192"),
    About("编号，与文件名相同", "id, the same as the file's name"),
]
UnitCode = Annotated[Slug, About("所属单位", "code of the unit whose ledger this is")]
DutyId = Annotated[
    str,
    Matches(r"[a-z][a-z0-9-]*(/[A-Za-z0-9-]+){1,3}", "sub-plan/a7/2018"),
    About("所完成的应办事项", "the duty answered"),
]
