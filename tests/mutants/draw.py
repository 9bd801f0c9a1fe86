"""Which mutants are tried: a fair draw of all that mutmut makes of the floors.

mutmut says what a mutant is. It is not asked to run them: it runs mutants inside functions without decorators
only, and half of those of `rules` are lines of tables.
"""

from __future__ import annotations

import difflib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import libcst
from libcst.metadata import MetadataWrapper
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

from tests.mutants import tree


@dataclass(frozen=True)
class Mutant:
    """A file with one fault: the whole text, and which lines of the right one (from 1) are changed."""

    path: str
    number: int
    first: int
    last: int
    code: str

    @property
    def name(self) -> str:
        """The file, and which of the file's mutants."""
        return f"{self.path}#{self.number}"

    @property
    def floor(self) -> str:
        """The folder of `cmia_docs` it is in."""
        return self.path.split("/")[1]

    def difference(self, right: str) -> str:
        """The fault, as `diff -u` shows it."""
        lines = difflib.unified_diff(
            right.splitlines(), self.code.splitlines(), self.path, self.name, n=2, lineterm=""
        )
        return "\n".join(lines)


class _AllFunctions(MutationVisitor):
    """mutmut leaves decorated functions out, since all its mutants share a module; here none do."""

    def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
        return not isinstance(node, libcst.FunctionDef) and super()._skip_node_and_children(node)


def mutations(code: str) -> tuple[libcst.Module, list[Mutation]]:
    """All that mutmut would change in a file. No comment can forbid a mutation."""
    visitor = _AllFunctions(mutation_operators, IgnoredCode(set(), set(), set()))
    return MetadataWrapper(libcst.parse_module(code)).visit(visitor), visitor.mutations


def mutated(path: str, right: str, wanted: Sequence[int]) -> Iterator[Mutant]:
    """These mutants of a file, but those that say the same as the file, or are no Python."""
    module, changes = mutations(right)
    for number in wanted:
        change = changes[number]
        replaced = deep_replace(module, change.original_node, change.mutated_node)
        assert isinstance(replaced, libcst.Module)
        if replaced.code != right and _compiles(replaced.code):
            yield Mutant(path, number, *_changed(right, replaced.code), replaced.code)


def _compiles(code: str) -> bool:
    try:
        compile(code, "mutant", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True


def _changed(right: str, wrong: str) -> tuple[int, int]:
    compared = difflib.SequenceMatcher(None, right.splitlines(), wrong.splitlines(), autojunk=False)
    changes = [change for change in compared.get_opcodes() if change[0] != "equal"]
    return changes[0][1] + 1, max(changes[-1][2], changes[0][1] + 1)


def shuffled(sizes: dict[str, int], seed: int) -> list[tuple[str, int]]:
    """Each mutant of files with so many, in an order by chance: the same for the same files and seed."""
    everything = [(path, number) for path in sorted(sizes) for number in range(sizes[path])]
    return random.Random(seed).sample(everything, len(everything))  # noqa: S311


def draw(codes: dict[str, str], seed: int, count: int) -> list[Mutant]:
    """So many mutants of these files, each as likely as any other; the same for the same files and seed."""
    sizes = {path: len(mutations(code)[1]) for path, code in codes.items()}
    # The last are spares, for those that turn out to be no mutants.
    wanted = shuffled(sizes, seed)[: 2 * count]
    made = {
        mutant.name: mutant
        for path in {path for path, _ in wanted}
        for mutant in mutated(path, codes[path], [number for name, number in wanted if name == path])
    }
    return [made[name] for path, number in wanted if (name := f"{path}#{number}") in made][:count]


def drawn(folder: Path, seed: int, count: int) -> list[Mutant]:
    """The draw of a seed, stored in a folder, since drawing takes half a minute."""
    file = folder / f"draw-{seed}-{count}.json"
    if not file.exists():
        codes = {name: (tree.ROOT / name).read_text("utf-8") for name in tree.sources()}
        written = json.dumps([asdict(mutant) for mutant in draw(codes, seed, count)])
        file.with_suffix(".new").write_text(written, "utf-8")
        file.with_suffix(".new").replace(file)
    return [Mutant(**fields) for fields in json.loads(file.read_text("utf-8"))]
