"""Files are written whole or not at all, whatever happens on the way."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ybq_ledger.model.failure import CannotRun
from ybq_ledger.store.change import Change, ChangedMeanwhile, NameTaken, sha256
from ybq_ledger.store.folder import Folder
from ybq_ledger.store.temporary import new_name, owner_of
from ybq_ledger.store.write import Write
from ybq_ledger.store.writer import apply, create_file, find_temps, rehearse, replace_file, sweep_temps

FOLDER = "ledger/guotuju/issues"
FILE = f"{FOLDER}/a.yaml"


def files_in(root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*") if path.is_file()}


def test_a_new_file_gets_its_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "一\n")
    assert files_in(tmp_path) == {FILE: "一\n"}


def test_a_taken_name_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "first\n")
    with pytest.raises(NameTaken):
        create_file(tmp_path, FILE, "second\n")
    assert files_in(tmp_path) == {FILE: "first\n"}


def test_a_file_is_replaced_only_if_it_is_what_was_read(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "first\n")
    (tmp_path / FILE).chmod(0o640)
    replace_file(tmp_path, FILE, sha256("first\n"), "second\n")
    with pytest.raises(ChangedMeanwhile):
        replace_file(tmp_path, FILE, sha256("first\n"), "third\n")
    assert files_in(tmp_path) == {FILE: "second\n"}
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_gone_counts_as_changed(tmp_path: Path) -> None:
    for call in (apply, rehearse):
        with pytest.raises(ChangedMeanwhile):
            call(tmp_path, [Change(FILE, "x\n", sha256("y\n"))])
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize(
    "path",
    ["../out.yaml", "/etc/out.yaml", "ledger/../../out.yaml", "ledger//a.yaml", "ledger/./a.yaml", "ledger/a\0.yaml",
     "ledger\\..\\a.yaml", "C:/a.yaml", ".git/config", ".GIT/config", "", "ledger/", "ledger/a\n.yaml",
     "ledger/con/a.yaml", "ledger/NUL.yaml", "ledger/com1.x.yaml", "ledger/u./a.yaml", "ledger/a.yaml ", "ledger/.git/a", "ledger/GIT~1/a",
     "ledger/e\u0301.yaml", f"ledger/{'x' * 256}.yaml"],
)  # fmt: skip
def test_no_path_leads_out_of_the_ledger(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for call in (apply, rehearse):
        with pytest.raises(CannotRun):
            call(root, [Change(path, "x\n")])
    assert files_in(tmp_path) == {}


def test_a_link_on_the_way_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    (root / "ledger").mkdir(parents=True)
    outside.mkdir()
    (root / "ledger/guotuju").symlink_to(outside)
    with pytest.raises(CannotRun):
        create_file(root, FILE, "x\n")
    assert files_in(outside) == {}


def test_a_link_in_place_of_the_file_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside.yaml"
    (root / FOLDER).mkdir(parents=True)
    outside.write_text("outside\n")
    (root / FILE).symlink_to(outside)
    with pytest.raises(NameTaken):
        create_file(root, FILE, "x\n")
    with pytest.raises(CannotRun):
        replace_file(root, FILE, sha256("outside\n"), "x\n")
    assert outside.read_text() == "outside\n"
    assert (root / FILE).is_symlink()


def test_a_pipe_in_place_of_the_file_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(CannotRun):
        replace_file(tmp_path, FILE, sha256(""), "x\n")


def test_several_files_are_all_refused_if_one_is(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "old\n")
    others = [Change(f"{FOLDER}/{name}.yaml", "new\n") for name in "bcd"]
    wrong = [
        Change(FILE, "new\n"), Change(FILE, "new\n", sha256("other\n")), Change("../x", "new\n"),
        Change(f"{FOLDER}/B.yaml", "case twin\n"), Change(f"{FOLDER}/z.yaml", "\ud800"),
    ]  # fmt: skip
    for change in wrong:
        with pytest.raises(CannotRun):
            apply(tmp_path, [*others, change])
        assert files_in(tmp_path) == {FILE: "old\n"}


def test_what_the_check_refuses_is_not_written(tmp_path: Path) -> None:
    def refuse(change: Change) -> None:
        if "bad" in change.text:
            raise NameTaken(change.path)

    with pytest.raises(CannotRun):
        apply(tmp_path, [Change("ledger/a.yaml", "good\n"), Change("ledger/b.yaml", "bad\n")], refuse)
    assert not list(tmp_path.iterdir())


def test_a_rehearsal_changes_nothing(tmp_path: Path) -> None:
    rehearse(tmp_path, [Change(FILE, "x\n")])
    assert not list(tmp_path.iterdir())
    create_file(tmp_path, FILE, "x\n")
    rehearse(tmp_path, [Change(FILE, "y\n", sha256("x\n"))])
    with pytest.raises(NameTaken):
        rehearse(tmp_path, [Change(FILE, "y\n")])
    assert files_in(tmp_path) == {FILE: "x\n"}


def test_a_failure_among_several_files_takes_all_of_them_back(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "old\n")
    last = f"{FOLDER}/z.yaml"

    def take_the_last_name(folder: Folder) -> None:
        (folder.path / "z.yaml").write_text("another writer's\n")

    folder = Folder.open_root(tmp_path / FOLDER)
    writes = [
        Write(folder, Change(FILE, "new\n", sha256("old\n"))),
        Write(folder, Change(f"{FOLDER}/b.yaml", "new\n")),
        Write(folder, Change(last, "new\n")),
    ]
    for write in writes:
        write.compare()
        write.stage()
    take_the_last_name(folder)
    with pytest.raises(NameTaken):
        for write in writes:
            write.publish(undoable=True)
    for write in reversed(writes):
        write.undo()
        write.close()
    folder.close()
    assert files_in(tmp_path) == {FILE: "old\n", last: "another writer's\n"}


def test_without_hard_links_and_handles_the_result_is_the_same(tmp_path: Path) -> None:
    folder = Folder(tmp_path, None)
    folder.make_child("sub")
    inner = folder.child("sub")
    for change in (Change("sub/a", "one\n"), Change("sub/a", "two\n", sha256("one\n"))):
        write = Write(inner, change)
        write.compare()
        write.stage()
        write.publish(undoable=False)
        write.tidy()
        write.close()
    (tmp_path / "link").symlink_to(tmp_path / "sub")
    with pytest.raises(OSError, match="not a folder"):
        folder.child("link")
    assert files_in(tmp_path) == {"sub/a": "two\n"}


WRITER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from ybq_ledger.store.writer import create_file, replace_file
    from ybq_ledger.store.change import sha256

    root, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    text = "0 " * 3000 + "end\\n"
    for number in range(count):
        path = f"ledger/guotuju/issues/{name}-{number}.yaml"
        create_file(root, path, text)
        print("made", path, flush=True)
        replace_file(root, path, sha256(text), text.replace("0", "1"))
        print("changed", path, flush=True)
    """
)


def test_no_file_is_torn_or_lost_when_the_writer_is_killed(tmp_path: Path) -> None:
    made, changed = set(), set()
    chance = random.Random(20180520)
    for run in range(25):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, tmp_path, f"r{run}", "10000"], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout
            first = process.stdout.readline()
            threading.Event().wait(chance.random() * 0.05)
            process.send_signal(signal.SIGKILL)
            said = first + process.stdout.read()
        for line in said.splitlines():
            word, _, path = line.partition(" ")
            if path.endswith(".yaml"):
                (made if word == "made" else changed).add(path)
    sweep_temps(tmp_path)
    found = files_in(tmp_path)
    whole = ("0 " * 3000 + "end\n", "1 " * 3000 + "end\n")
    assert set(found.values()) <= set(whole)
    assert made <= set(found)
    assert all(found[path] == whole[1] for path in changed)
    assert len(made) >= 25


def test_the_next_writer_clears_what_a_killed_one_left(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "x\n")
    script = (
        "import os, sys; from pathlib import Path; from ybq_ledger.store.temporary import new_name;"
        "Path(sys.argv[1], new_name()).write_text('half'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, tmp_path / FOLDER], check=False)
    mine = tmp_path / FOLDER / new_name()
    mine.write_text("a living writer's\n")
    assert len(find_temps(tmp_path)) == 1
    create_file(tmp_path, f"{FOLDER}/b.yaml", "y\n")
    assert find_temps(tmp_path) == []
    assert mine.exists()
    assert owner_of(mine.name) is not None


def test_what_was_left_in_another_folder_is_cleared_too(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "x\n")
    script = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        from ybq_ledger.store.announcing import announce
        from ybq_ledger.store.change import Change
        from ybq_ledger.store.folder import Folder
        from ybq_ledger.store.write import Write

        root = Path(sys.argv[1])
        announce(Folder.open_root(root), ["ledger/guotuju/issues", "../outside", "ledger/gone"])
        Write(Folder.open_root(root / "ledger/guotuju/issues"), Change("ledger/guotuju/issues/b.yaml", "half")).stage()
        os.kill(os.getpid(), 9)
        """
    )
    subprocess.run([sys.executable, "-c", script, tmp_path], check=False)
    assert len(list(tmp_path.rglob(".ybq-*"))) == 2
    create_file(tmp_path, "ledger/caizhengju/issues/c.yaml", "y\n")
    assert list(tmp_path.rglob(".ybq-*")) == []
    assert set(files_in(tmp_path)) == {FILE, "ledger/caizhengju/issues/c.yaml"}


def test_of_two_writers_with_one_name_one_loses_cleanly(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from ybq_ledger.store.writer import create_file;"
        "sys.stdin.read(); create_file(Path(sys.argv[1]), 'ledger/a.yaml', sys.argv[2] * 9999)"
    )
    for _ in range(5):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", script, tmp_path, letter], stdin=subprocess.PIPE, stderr=subprocess.PIPE
            )
            for letter in "abcd"
        ]
        outcomes = [(writer.communicate(b"")[1], writer.returncode) for writer in writers]
        assert sorted(code for _, code in outcomes) == [0, 1, 1, 1]
        assert all(b"NameTaken" in said for said, code in outcomes if code)
        winner = next(letter for letter, (_, code) in zip("abcd", outcomes, strict=True) if not code)
        assert files_in(tmp_path) == {"ledger/a.yaml": winner * 9999}
        (tmp_path / "ledger/a.yaml").unlink()


def test_no_update_is_lost_among_writers_of_one_file(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "")
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from ybq_ledger.store.change import ChangedMeanwhile, sha256
        from ybq_ledger.store.writer import replace_file
        root, path, me = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
        done = 0
        while done < 20:
            old = (root / path).read_text()
            try:
                replace_file(root, path, sha256(old), old + f"{me}{done}\\n")
                done += 1
            except ChangedMeanwhile:
                pass
        """
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, tmp_path, FILE, me]) for me in "abcd"]
    assert [writer.wait() for writer in writers] == [0, 0, 0, 0]
    lines = (tmp_path / FILE).read_text().split()
    assert sorted(lines) == sorted(f"{me}{number}" for me in "abcd" for number in range(20))


@contextlib.contextmanager
def mounted(folder: Path, options: str) -> Iterator[None]:
    folder.mkdir(exist_ok=True)
    call = ["mount", "-t", "tmpfs", "-o", options, "ledger-test", folder]
    try:
        ready = subprocess.run(call, capture_output=True, check=False).returncode == 0
    except OSError:
        ready = False
    if not ready:
        pytest.skip("a small file system can be mounted by root only")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_full_disk_leaves_old_files_whole_and_nothing_half_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=96k"):
        root = tmp_path / "small"
        create_file(root, FILE, "old\n" * 1000)
        written = {FILE: "old\n" * 1000}
        failures = 0
        for number in range(60):
            path, text = f"{FOLDER}/n{number}.yaml", f"{number}\n" * 900
            try:
                create_file(root, path, text)
                written[path] = text
            except CannotRun as failure:
                assert "磁盘已满" in failure.message.zh
                failures += 1
        with pytest.raises(CannotRun, match="disk is full"):
            replace_file(root, FILE, sha256(written[FILE]), "new\n" * 9000)
        with pytest.raises(CannotRun, match="disk is full"):
            apply(root, [Change(f"other/{number}", "x" * 5000) for number in range(30)])
        assert failures > 10
        assert files_in(root) == written
        assert not (root / "other").exists()


def test_a_file_larger_than_the_system_allows_is_refused_cleanly(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "old\n")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, hard))
    try:
        with pytest.raises(CannotRun, match="larger than the system allows"):
            create_file(tmp_path, f"{FOLDER}/b.yaml", "x" * 9000)
        with pytest.raises(CannotRun, match="larger than the system allows"):
            replace_file(tmp_path, FILE, sha256("old\n"), "x" * 9000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files_in(tmp_path) == {FILE: "old\n"}


def test_running_out_of_open_files_is_refused_cleanly(tmp_path: Path) -> None:
    create_file(tmp_path, FILE, "old\n")
    used = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 20
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for spare in range(5):
        resource.setrlimit(resource.RLIMIT_NOFILE, (used + spare, hard))
        try:
            create_file(tmp_path, f"{FOLDER}/b.yaml", "x\n")
        except CannotRun as failure:
            assert "too many open files" in failure.message.en
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        if (tmp_path / FOLDER / "b.yaml").exists():
            break
    assert set(files_in(tmp_path)) <= {FILE, f"{FOLDER}/b.yaml"}
    assert find_temps(tmp_path) == []


def test_a_read_only_file_system_is_named(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "size=96k"):
        root = tmp_path / "small"
        create_file(root, FILE, "old\n")
        subprocess.run(["mount", "-o", "remount,ro", root], check=True)
        with pytest.raises(CannotRun, match="read-only"):
            create_file(root, f"{FOLDER}/b.yaml", "x\n")
        with pytest.raises(CannotRun, match="read-only"):
            replace_file(root, FILE, sha256("old\n"), "x\n")
        assert files_in(root) == {FILE: "old\n"}


def test_a_folder_without_permission_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    create_file(tmp_path, FILE, "old\n")
    (tmp_path / FOLDER).chmod(0o500)
    try:
        with pytest.raises(CannotRun, match="permission denied"):
            create_file(tmp_path, f"{FOLDER}/b.yaml", "x\n")
    finally:
        (tmp_path / FOLDER).chmod(0o700)
    assert files_in(tmp_path) == {FILE: "old\n"}


def test_a_missing_ledger_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="cannot read"):
        create_file(tmp_path / "nowhere", FILE, "x\n")
