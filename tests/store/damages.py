"""What can happen to the files of a store, each as one small deed done to a copy of it."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from store.canonical import canonical_json, read_json_object
from store.ledger import SEAL, seal

Deed = Callable[[Path, Path], None]  # done to a file of the store; the second is the same file of an earlier moment


def removed(path: Path, _: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def emptied(path: Path, _: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path, _: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def flipped(path: Path, _: Path) -> None:
    _changed(path, 1)


def flipped_twice(path: Path, _: Path) -> None:
    _changed(path, 2)


def longer(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes() + b"xyz")


def last_line_twice(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])


def a_number_behind(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes() + b"12\n")


def an_object_behind(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes() + b'{"hash":null,"line":null}\n')


def lines_swapped(path: Path, _: Path) -> None:
    first, second, third, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([first, third, second, *rest]))


def a_line_less(path: Path, _: Path) -> None:
    first, _second, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([first, *rest]))


def ends_of_another_system(path: Path, _: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def a_folder(path: Path, _: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path, _: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_file(path: Path, _: Path) -> None:
    shutil.rmtree(path)
    path.write_text("no folder")


def of_an_earlier_moment(path: Path, earlier: Path) -> None:
    shutil.copyfile(earlier, path)


def unreadable(path: Path, _: Path) -> None:
    path.chmod(0)


def newer(path: Path, _: Path) -> None:
    """As a release to come may write it: sound, in a format that is not known yet."""
    data = path.read_bytes()
    match path.name:
        case "ledger.jsonl":
            *before, last = data.splitlines(keepends=True)
            found = SEAL.search(last.rstrip(b"\n"))
            assert found is not None
            body = last[: found.start()].replace(b'"format":3', b'"format":9') + b"}"
            path.write_bytes(b"".join(before) + seal(body) + b"\n")
        case "current":
            path.write_bytes(_sealed_again(data, "pointer", "format"))
        case _:
            path.write_bytes(b"".join(_sealed_again(part, "head", "format").ljust(320)[:319] + b"\n"
                                      for part in (data[:320], data[320:])))  # fmt: skip


def newer_schema(path: Path, _: Path) -> None:
    path.write_bytes(_sealed_again(path.read_bytes(), "pointer", "schema_version"))


@dataclass(frozen=True)
class Damage:
    """A deed done to one or more files, by the names that `Damaged.file` knows. `is_harmless`: all of it is derived."""

    files: str
    deed: Deed

    def __str__(self) -> str:
        return f"{self.files.replace(' ', '+')}-{self.deed.__name__}"


_CONTENT = (removed, emptied, cut, flipped, flipped_twice, longer, a_folder, a_pipe, unreadable)
_LINES = (last_line_twice, a_number_behind, an_object_behind, lines_swapped, a_line_less, ends_of_another_system)
# A ledger that is longer has a line that was never finished: no damage, see test_verify.py.
DAMAGES = [
    *(Damage("ledger", deed) for deed in (*_CONTENT, of_an_earlier_moment, newer) if deed is not longer),
    *(Damage("ledger", deed) for deed in _LINES),
    *(Damage("current", deed) for deed in (*_CONTENT, of_an_earlier_moment, newer, newer_schema)),
    *(Damage("head", deed) for deed in (*_CONTENT, of_an_earlier_moment, newer)),
    *(Damage("journal_file", deed) for deed in _CONTENT),
    *(Damage("archive_file", deed) for deed in _CONTENT),
    *(Damage("generation", deed) for deed in (*_CONTENT, of_an_earlier_moment)),
    *(Damage("lock", deed) for deed in (a_folder, a_pipe)),
    *(Damage(name, deed) for name in ("journal", "archive", "generations") for deed in (removed, a_file, unreadable)),
    *(Damage("home", deed) for deed in (removed, a_file, unreadable)),
    *(Damage(files, removed) for files in ("ledger current", "ledger head", "current head", "ledger current head",
                                           "ledger current head generations", "ledger journal_file",
                                           "ledger current generations", "journal archive"))
]  # fmt: skip


def telling() -> list[Damage]:
    """Of each file, and of files together, one damage, and each deed at least once."""
    kept: list[Damage] = []
    for place, files in enumerate(dict.fromkeys(damage.files for damage in DAMAGES)):
        of_these = [damage for damage in DAMAGES if damage.files == files]
        kept.append(of_these[place % len(of_these)])
    for damage in DAMAGES:
        if damage.deed not in {one.deed for one in kept}:
            kept.append(damage)
    return kept


def _changed(path: Path, count: int) -> None:
    data = bytearray(path.read_bytes())
    for at in range(count):
        data[len(data) // 3 + 7 * at] ^= 1
    path.write_bytes(data)


def _sealed_again(data: bytes, part: str, name: str) -> bytes:
    import hashlib

    sealed = read_json_object(data)
    written = sealed[part]
    assert isinstance(written, dict)
    written[name] = 99
    digest = hashlib.sha256(canonical_json(written).encode()).hexdigest()
    return canonical_json({part: written, "hash": digest}).encode() + b"\n"
