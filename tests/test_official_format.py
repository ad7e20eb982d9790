"""The official format of the built Word file, clause by clause, for both kinds; each clause is broken to see it fail.

The clauses stand in tests/official, each with its check and the edits that break it. What only a page shows is in
test_official_pages.py, and what another program makes of the file in test_word_roundtrip.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from official import bulletin, figures, fonts, language, package, page
from official.clause import BOTH, Clause, Edit
from wordfile import WordFile, opened

CLAUSES = (*page.CLAUSES, *figures.CLAUSES, *fonts.CLAUSES, *language.CLAUSES, *package.CLAUSES, *bulletin.CLAUSES)
KEPT = [pytest.param(kind, clause, id=f"{kind}-{clause.name}") for clause in CLAUSES for kind in clause.kinds]
BROKEN = [
    pytest.param(clause, edit, id=f"{clause.name}-{number}")
    for clause in CLAUSES
    for number, edit in enumerate(clause.breaks, start=1)
]


@pytest.fixture(scope="module")
def built(word_file: Path, bulletin_file: Path) -> dict[str, WordFile]:
    return {kind: opened(file) for kind, file in zip(BOTH, (word_file, bulletin_file), strict=True)}


def broken(file: WordFile) -> dict[str, list[str]]:
    """Returns what a file gets wrong by the name of the clause, whatever its kind."""
    found = {clause.name: list(clause.check(file)) for clause in CLAUSES}
    return {name: findings for name, findings in found.items() if findings}


@pytest.fixture(scope="module")
def sound(built: dict[str, WordFile]) -> dict[str, set[str]]:
    """The clauses that each kind breaks before anyone edits it: those that are the other kind's."""
    return {kind: set(broken(file)) for kind, file in built.items()}


@pytest.mark.parametrize(("kind", "clause"), KEPT)
def test_the_file_keeps(kind: str, clause: Clause, built: dict[str, WordFile]) -> None:
    assert list(clause.check(built[kind])) == []


@pytest.mark.parametrize(("clause", "edit"), BROKEN)
def test_one_sees_it_break(clause: Clause, edit: Edit, built: dict[str, WordFile], sound: dict[str, set[str]]) -> None:
    """An edited file breaks the clause it was edited against, and only such others as are named with it."""
    kind = clause.kinds[0]
    found = broken(WordFile(edit(built[kind].parts)))
    assert clause.name in found
    assert clause.name not in sound[kind]
    assert set(found) - sound[kind] - {clause.name} <= set(clause.also)


def test_every_clause_has_a_name_of_its_own_and_can_be_broken() -> None:
    names = [clause.name for clause in CLAUSES]
    assert len(names) == len(set(names))
    assert {name for clause in CLAUSES for name in clause.also} <= set(names)
    assert all(clause.breaks for clause in CLAUSES)
