"""The one exception that means "I cannot go on"; everything else that is wrong is a finding."""

from __future__ import annotations

from ybq_ledger.model.language import Text


class CannotRun(Exception):
    """The command cannot do its work at all (exit code 2): `message` says why, `hint` what to do."""

    def __init__(self, message: Text, hint: Text) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
