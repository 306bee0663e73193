"""What the fields of a record, and the codes that stand in them, are called."""

from __future__ import annotations

import re
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from ybq_ledger.model.language import Text
from ybq_ledger.model.shape import About

ASIDE = re.compile(r"[（；，(;,:：].*", re.DOTALL)
"""What follows the name of a field in its description."""

CODES: dict[str, Text] = {
    "self-check": Text("自己找", "self-check"),
    "peer": Text("互相帮", "found by a peer"),
    "public": Text("群众提", "raised by the public"),
    "enterprise": Text("企业点", "named by an enterprise"),
    "complaint": Text("投诉", "complaint"),
    "inspection": Text("明查暗访", "inspection"),
    "higher-check": Text("上级检查", "check by a higher level"),
    "assessment": Text("第三方评估", "third-party assessment"),
    "media": Text("媒体曝光", "media"),
    "delegates": Text("代表委员", "delegates"),
    "report": Text("举报", "report"),
    "phone": Text("电话", "telephone"),
    "letter": Text("来信", "letter"),
    "window": Text("窗口", "at the window"),
    "online": Text("网上", "online"),
    "transfer": Text("转来", "passed on by others"),
    "other": Text("其他", "other"),
    "handle": Text("转办", "to handle"),
    "assist": Text("协办", "to assist"),
    "upheld": Text("属实", "upheld"),
    "partly": Text("部分属实", "partly"),
    "unfounded": Text("不属实", "unfounded"),
    "mediated": Text("调解", "mediated"),
    "yes": Text("满意", "satisfied"),
    "no": Text("不满意", "not satisfied"),
    "unreachable": Text("联系不上", "could not be reached"),
    "meeting": Text("会议", "meeting"),
    "publicity": Text("宣传", "publicity"),
    "survey": Text("测评", "survey"),
    "visit": Text("走访帮扶", "visit"),
    "training": Text("培训", "training"),
    "exposure": Text("曝光", "exposure"),
    "rule": Text("制度", "rule"),
    "roadmap": Text("时间表路线图", "roadmap"),
    "experience": Text("典型经验", "experience"),
    "platform": Text("平台", "platform"),
    "at-once": Text("立行立改", "at once"),
    "by-date": Text("限期整改", "by a date"),
    "long-term": Text("长期坚持", "for the long term"),
    "remind": Text("提醒", "reminder"),
    "urge": Text("催办", "urging"),
    "supervise": Text("督办", "supervision order"),
    "summon": Text("约谈", "summons"),
    "criticise": Text("通报批评", "criticism in a circular"),
    "expose": Text("曝光", "public exposure"),
    "hold-to-account": Text("问责", "holding to account"),
    "praise": Text("表扬", "praise"),
    "refer-discipline": Text("移送纪委", "referral to discipline"),
    "order": Text("督办单", "order"),
    "request": Text("商请函", "letter of request"),
    "corruption": Text("贪腐", "corruption"),
    "abuse-of-power": Text("滥用职权", "abuse of power"),
    "dereliction": Text("失职渎职", "dereliction"),
    "fraud": Text("弄虚作假", "fraud"),
    "conduct": Text("作风问题", "conduct"),
    "construction": Text("工程款", "construction"),
    "matching-fund": Text("配套资金", "matching fund"),
    "tax-refund": Text("税费返还", "tax refund"),
    "land": Text("土地", "land"),
    "contract": Text("合同", "contract"),
}
"""Code in a field of CODED_FIELDS → what people call it."""
CODED_FIELDS = frozenset({"source", "kind", "channel", "role", "outcome", "satisfied", "form", "nature"})
UNIT_FIELDS = frozenset({"unit", "by", "to", "about", "with_units", "entered_by"})
YES = Text("是", "yes")


def labels(shape: type) -> dict[str, Text]:
    """Field → its name for people, from the model's own descriptions; the key itself where there is none."""
    return {name: label(name, hint) for name, hint in get_type_hints(shape, include_extras=True).items()}


def label(name: str, hint: Any) -> Text:
    """The short name in a field's description."""
    about = next((mark for mark in marks_of(hint) if isinstance(mark, About)), None)
    return Text(ASIDE.sub("", about.zh), ASIDE.sub("", about.en)) if about else Text(name, name)


def marks_of(hint: Any) -> list[object]:
    """The marks on a type, those on the parts of a choice too."""
    if get_origin(hint) is Annotated:
        return [*hint.__metadata__, *marks_of(get_args(hint)[0])]
    return [mark for part in get_args(hint) if part is not type(None) for mark in marks_of(part)]


NAMES = {"events": Text("经过", "history"), "answers": Text("完成的应办事项", "duties it answers")}
"""Names of fields whose models have none."""


def place_in_words(shape: type, field: str) -> Text:
    """The way to a text for people: `measures/0/what` is 措施清单第 1 项·措施; positions count from 1 there."""
    shapes: tuple[type, ...] = (shape,)
    zh: list[str] = []
    en: list[str] = []
    for step in field.split("/"):
        if step.isdecimal():
            zh[-1:] = [f"{zh[-1] if zh else ''}第 {int(step) + 1} 项"]
            en[-1:] = [f"{en[-1] if en else ''} {int(step) + 1}"]
            continue
        hints = [hints[step] for each in shapes if step in (hints := get_type_hints(each, include_extras=True))]
        name = NAMES.get(step) or next((label(step, hint) for hint in hints), Text(step, step))
        zh.append(name.zh)
        en.append(name.en)
        shapes = tuple(part for hint in hints for part in shapes_in(hint))
    return Text("·".join(zh), ", ".join(en))


def shapes_in(hint: Any) -> list[type]:
    """The values of the model that a type holds."""
    if hasattr(hint, "__dataclass_fields__"):
        return [hint]
    return [shape for part in get_args(hint) for shape in shapes_in(part)]
