"""A disk that is really full: old bytes or new ones, one clear message, at every step."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from faults.row import Row, Size

STEPS = """
import os, random, sys
sys.path.insert(0, {source!r})
from pathlib import Path
from ybq_ledger.model.failure import CannotRun
from ybq_ledger.store.change import Change, sha256
from ybq_ledger.store.writer import apply, create_file, replace_file
root, chance, files, refused, wrong = Path({root!r}), random.Random(5), {{}}, 0, 0
for step in range({steps}):
    name = f"ledger/u/issues/{{chance.randrange(40)}}.yaml"
    text = f"{{step}}\\n" * chance.randrange(1, 3000)
    try:
        if chance.random() < 0.2 and files:
            gone = chance.choice(sorted(files))
            os.unlink(root / gone)
            del files[gone]
        elif name in files:
            replace_file(root, name, sha256(files[name]), text)
            files[name] = text
        else:
            create_file(root, name, text)
            files[name] = text
    except CannotRun as failure:
        refused += 1
        wrong += "full" not in failure.message.en
    except OSError:
        wrong += 1
    if step % 50 == 0 or step == {steps} - 1:
        held = {{p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*.yaml")}}
        wrong += held != files
print(refused, wrong)
"""


def full_disk(size: Size) -> Row:
    """Write, change and delete on a file system of 200 kB in a name space of its own."""
    name, steps = "a really full disk", size.pick(300, 6_000)
    with tempfile.TemporaryDirectory() as top:
        root = Path(top) / "small"
        root.mkdir()
        source = str(Path(__file__).parents[2] / "src")
        program = STEPS.format(source=source, root=str(root), steps=steps)
        script = f'mount -t tmpfs -o size=200k tmpfs {root} && exec "$0" -c "$1"'
        call = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, sys.executable, program]
        try:
            done = subprocess.run(call, capture_output=True, check=False)
        except OSError as error:
            return Row(name, 0, skipped=f"unshare cannot be run: {error}")
    if done.returncode:
        return Row(name, 0, skipped=f"no file system of our own: {done.stderr.decode(errors='replace').strip()[-120:]}")
    refused, wrong = map(int, done.stdout.split())
    figures: dict[str, int | str] = {"refused for lack of room": refused}
    return Row(name, steps, figures, tuple(f"{wrong} steps" for _ in range(bool(wrong))))
