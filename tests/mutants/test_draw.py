"""The draw is fair and repeatable, and finds lines wherever they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.mutants import tree
from tests.mutants.draw import draw, drawn, mutated, mutations, shuffled

CODE = '''"""A file."""
from functools import cache

TABLE = ("first", 2)


class Thing:
    size: int | None = 3

    @property
    def double(self) -> int:
        return self.size * 2


@cache
def larger(one: int, other: int = 1) -> bool:
    return one > other  # pragma: no mutate
'''


def every(code: str = CODE) -> list[str]:
    """The changed lines of all mutants of a file."""
    made = mutated("cmia_docs/rules/a.py", code, range(len(mutations(code)[1])))
    right = code.splitlines()
    return [line for mutant in made for line in mutant.code.splitlines() if line not in right]


def test_lines_of_tables_classes_and_decorated_functions_are_mutated() -> None:
    assert {
        "TABLE = None",
        'TABLE = ("FIRST", 2)',
        'TABLE = ("first", 3)',
        "    size: int | None = 4",
        "        return self.size / 2",
        "def larger(one: int, other: int = 2) -> bool:",
        "    return one >= other  # pragma: no mutate",
    } <= set(every())


def test_annotations_and_decorators_are_no_code_to_mutate() -> None:
    assert not [line for line in every() if "int & None" in line or line.startswith("@")]


def test_what_is_no_python_is_no_mutant() -> None:
    made = every("def f(rows):\n    for row in rows:\n        break\nfor row in []:\n    break\n")
    # mutmut makes `return` of `break`, which no module may have outside a function.
    assert made == ["        return"]


def test_the_changed_lines_are_those_of_the_right_file() -> None:
    code = "a = f(\n    1,\n    2,\n)\n"
    lines = {(mutant.first, mutant.last) for mutant in mutated("a.py", code, range(len(mutations(code)[1])))}
    assert lines == {(1, 4), (2, 2), (3, 3), (2, 4), (3, 4)} & lines
    assert {(2, 2), (3, 3)} <= lines


FILES = {f"cmia_docs/{floor}/{name}.py": CODE for floor in tree.FLOORS for name in ("a", "b")}


def test_the_same_seed_draws_the_same_in_whatever_order_files_are_found() -> None:
    backwards = dict(reversed(FILES.items()))
    assert draw(FILES, 7, 20) == draw(backwards, 7, 20)
    assert draw(FILES, 7, 20) != draw(FILES, 8, 20)


def test_a_smaller_draw_is_the_begin_of_a_larger_one_of_its_seed() -> None:
    assert draw(FILES, 7, 5) == draw(FILES, 7, 20)[:5]


def test_no_mutant_is_drawn_twice_and_none_is_left_out() -> None:
    names = [mutant.name for mutant in draw(FILES, 1, 10_000)]
    assert len(names) == len(set(names)) == len(every()) * len(FILES)


def test_every_mutant_is_as_likely_as_any_other() -> None:
    sizes = {"cmia_docs/rules/a.py": 1, "cmia_docs/text/b.py": 4, "cmia_docs/text/c.py": 0}
    first = Counter(shuffled(sizes, seed)[0] for seed in range(1_000))
    # Seeds are fixed, so that this never wavers.
    assert len(first) == 5
    assert all(150 < times < 250 for times in first.values())


def test_a_draw_is_read_again_as_it_was_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    monkeypatch.setattr(tree, "sources", lambda: ["a.py"])
    (tmp_path / "a.py").write_text(CODE, "utf-8")
    first = drawn(tmp_path, 3, 10)
    (tmp_path / "a.py").unlink()
    assert drawn(tmp_path, 3, 10) == first
    assert len(first) == 10


def test_all_files_of_the_floors_are_drawn_from_but_the_editors() -> None:
    names = tree.sources()
    assert {name.split("/")[1] for name in names} == set(tree.FLOORS)
    assert not [name for name in names if "/editor/" in name or name.endswith("/editor.py")]
    # All that Python finds on these floors, and nothing else.
    names_in_folders = {str(file.relative_to(tree.ROOT)) for floor in tree.FLOORS for file in _python(floor)}
    assert set(names) == {
        name for name in names_in_folders if "editor" not in Path(name).with_suffix("").parts
    }


def _python(floor: str) -> list[Path]:
    return list((tree.ROOT / "cmia_docs" / floor).rglob("*.py"))
