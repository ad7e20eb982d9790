"""The outline with everything that it names, read and checked: all the reading that a build does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from briefing.document import Fact, Words
from briefing.errors import MOST_TOLD, Keys, LocatedProblem, OutlineError, Problem, Severity
from briefing.evidence import ledger, wording
from briefing.evidence.wording import NumberWords
from briefing.i18n import gettext as _
from briefing.language import Terms
from briefing.outline import figures, files, language, looks, references, shape, terms, themes
from briefing.outline.declared import Names
from briefing.outline.files import CsvRows, PictureInfo
from briefing.outline.keys import unknown as unknown_key
from briefing.outline.messages import problems_of
from briefing.outline.places import Places
from briefing.outline.reading import read_text
from briefing.outline.rows import Row, lay_over
from briefing.outline.schema import (
    BULLETINS,
    LANGUAGES,
    ChartModel,
    FactModel,
    OutlineModel,
    PictureModel,
    RelationChartModel,
    RowsChartModel,
    TableModel,
    TimelineChartModel,
    is_theme_file,
)
from briefing.outline.tree import Tree, parse
from briefing.theme import Theme


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline without errors, and what it names."""

    model: OutlineModel
    """With the facts of the ledger's file merged in."""
    file: Path
    places: Places
    facts: Mapping[str, Fact]
    """The ledger, settled, in its own order; figures are in the words of the outline's language."""
    ledger: Mapping[str, Fact]
    """The same as the articles put it, in the ledger's own words."""
    pictures: Mapping[str, PictureInfo]
    csv_rows: Mapping[str, CsvRows]
    """The rows of each chart that takes them from a CSV file, by the chart's id."""
    theme: Theme
    words: Words
    number_words: NumberWords | None = None
    """The words for figures of an outline in another language than the ledger's."""
    template: bytes | None = None
    """The content of the unit's own .pptx, if the outline names one."""
    reference: bytes | None = None
    """That of its own .docx."""
    warnings: tuple[LocatedProblem, ...] = ()
    left_out: int = 0
    """How many sections were taken out that are not for the row of a table that it was read for."""

    def locate(self, problems: Iterable[Problem]) -> list[LocatedProblem]:
        """Returns the problems with their places, in the order of the file."""
        located = {self.places.locate(problem) for problem in problems}
        return sorted(located, key=lambda problem: (problem.place, problem.message))


def load(path: Path, row: Row | None = None) -> Outline:
    """Returns the outline in a file, with a row of a table laid over it; raises OutlineError with every problem at once."""
    reading = _Reading(path)
    tree = reading.tree()
    if not isinstance(tree, dict):
        message = _("expected keys and values here, beginning with “{key}:”").format(key="document")
        raise OutlineError([*reading.located, LocatedProblem(reading.places.root.place(), message)])
    if row is not None:
        reading.taken_out = lay_over(tree, reading.places, row)
    model = reading.validated(tree)
    facts = reading.check(tree, model)
    problems = reading.all_problems()
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or model is None:
        raise OutlineError(errors)
    problems += [
        reading.places.locate(warning) for warning in language.check(tree, model, facts, reading.ledger, reading.terms)
    ]
    return Outline(
        model=model,
        file=path,
        places=reading.places,
        facts=facts,
        ledger=reading.ledger,
        pictures=reading.pictures,
        csv_rows=reading.csv_rows,
        theme=reading.theme or looks.theme(model.document.theme),
        words=looks.words(model.document.language),
        number_words=reading.number_words,
        template=reading.template,
        reference=reading.reference,
        warnings=tuple(sorted(problems, key=lambda problem: (problem.place, problem.message))),
        left_out=len(reading.taken_out),
    )


def _of_file(keys: Keys, name: str, error: files.FileError) -> Problem:
    return Problem(keys, _("{file}: {reason}").format(file=name, reason=error))


class _Parts(BaseModel):
    """The parts of an outline that are checked even when others are wrong."""

    model_config = ConfigDict(defer_build=True)

    facts: dict[str, FactModel]
    charts: dict[str, ChartModel]
    pictures: dict[str, PictureModel]
    tables: dict[str, TableModel]


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    path: Path
    places: Places = field(init=False)
    located: list[LocatedProblem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    pictures: dict[str, PictureInfo] = field(default_factory=dict)
    csv_rows: dict[str, CsvRows] = field(default_factory=dict)
    template: bytes | None = None
    reference: bytes | None = None
    theme: Theme | None = None
    """That of the outline's own theme file, if it names one."""
    ledger: dict[str, Fact] = field(default_factory=dict)
    number_words: NumberWords | None = None
    """Those of the outline's language for figures."""
    terms: Terms = field(default_factory=Terms)
    """Those of the outline's own list, if it names one."""
    taken_out: list[Tree] = field(default_factory=list)
    """The sections that are not for the row that was laid over the outline."""
    _broken: set[Keys] = field(default_factory=set)
    """Charts, pictures, tables and facts that their models did not accept."""

    @property
    def folder(self) -> Path:
        return self.path.parent

    def tree(self) -> Tree:
        tree, self.places, self.located = parse(read_text(self.path, str(self.path)))
        if isinstance(tree, dict):
            self._mend_outermost_keys(tree)
        if isinstance(tree, dict) and tree.get("facts", {}) is None:
            tree["facts"] = {}
        elif isinstance(tree, dict) and isinstance(tree.get("facts"), str):
            tree["facts"] = self._ledger(str(tree["facts"]))
        return tree

    def _mend_outermost_keys(self, tree: dict[str, Tree]) -> None:
        """Reads outermost keys that are only mistyped as if they were right: what they hold may have to be read."""
        known = shape.fields(OutlineModel)
        for name in [name for name in tree if name not in known]:
            problem = unknown_key((name,), OutlineModel, tree, OutlineModel).problem
            if problem.instead in known:
                self._mend_key(tree, problem)

    def _mend_key(self, tree: dict[str, Tree], problem: Problem) -> None:
        """Reports a mistyped key and puts the right one in its place, so that what it holds does not look wrong too."""
        self.located += self.places.located([problem])
        around: Any = tree
        for key in problem.keys[:-1]:
            around = around[key]
        mended = {problem.instead if key == problem.keys[-1] else key: inner for key, inner in around.items()}
        around.clear()
        around.update(mended)
        self.places.rename(problem.keys, str(problem.instead))

    def _ledger(self, name: str) -> Tree:
        """Returns the content of the file that holds the facts, or none with its problems noted."""
        try:
            file = files.existing(self.folder, name)
            tree, places, problems = parse(read_text(file, str(file)))
        except files.FileError as error:
            self.problems.append(_of_file(("facts",), name.strip(), error))
            return None
        except OutlineError as error:
            self.located += error.problems
            return None
        self.places.graft(("facts",), places)
        self.located += problems
        return tree

    def validated(self, tree: dict[str, Tree]) -> OutlineModel | None:
        """Returns the outline's model, if it is accepted; mistyped keys are mended first, and reported."""
        try:
            return OutlineModel.model_validate(tree)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        if len(errors) > MOST_TOLD:
            found = self.places.located(problems_of(errors[: MOST_TOLD + 1], OutlineModel, tree))
            raise OutlineError([*self.located, *found])
        problems = problems_of(errors, OutlineModel, tree)
        mistyped = [
            problem for problem in problems if problem.at_key and problem.instead and ":" not in problem.instead
        ]
        for problem in sorted(mistyped, key=lambda problem: -len(problem.keys)):  # inner ones while the way is as typed
            self._mend_key(tree, problem)
        if mistyped:
            return self.validated(tree)
        self.problems += problems
        places = [shape.follow(error["loc"], OutlineModel)[0] for error in errors]  # those of problems not told, too
        self._broken = {keys[:2] for keys in places} | {keys[:1] for keys in places}
        return None

    def check(self, tree: dict[str, Tree], model: OutlineModel | None) -> dict[str, Fact]:
        """Checks what the models cannot see, wherever they accepted the parts; returns the settled ledger."""
        names = Names.of(tree)
        self.problems += references.check(tree, names, self.taken_out)
        self._check_theme(tree)
        self._read_terms(tree)
        self._check_kind(tree)
        sound = model or self._sound(tree)
        facts, problems = ledger.settle(sound.facts, names.sections, names.facts or ())
        self.problems += problems
        self.ledger = facts
        facts = self._in_words(tree, sound, facts)
        values = figures.Values(names.facts, facts, self.number_words)
        self.template = self._read_own(tree, ("document", "template"))
        self.reference = self._read_own(tree, ("word", "reference"))
        for key, picture in sound.pictures.items():
            self._check_picture(key, picture)
        for key, chart in sound.charts.items():
            self._check_chart(("charts", key), chart, values)
        for key, table in sound.tables.items():
            self.problems += figures.check_table(("tables", key), table)
        return facts

    def _in_words(self, tree: dict[str, Tree], sound: OutlineModel | _Parts, facts: dict[str, Fact]) -> dict[str, Fact]:
        """Returns the ledger in the words of the outline's language, and notes the units that have none."""
        document = tree.get("document")
        language = document.get("language") if isinstance(document, dict) else None
        words = looks.number_words(str(language)) if language in LANGUAGES else None
        if words is None:
            return facts
        self.number_words = words
        units = {("facts", key, "unit"): fact.unit for key, fact in sound.facts.items()}
        units |= {("charts", key, "unit"): chart.unit for key, chart in sound.charts.items()}
        for keys, unit in units.items():
            if not wording.knows(unit, words):
                message = _("“{unit}” has no English words; expected a unit in English, such as “vehicles”")
                self.problems.append(Problem(keys, message.format(unit=unit), severity=Severity.WARNING))
        return {key: wording.fact_in(words, fact) for key, fact in facts.items()}

    def _check_theme(self, tree: dict[str, Tree]) -> None:
        document = tree.get("document")
        name = document.get("theme") if isinstance(document, dict) else None
        if not isinstance(name, str) or not is_theme_file(name.strip()):
            return
        try:
            found = themes.read(files.existing(self.folder, name))
        except files.FileError as error:
            self.problems.append(Problem(("document", "theme"), str(error)))
        except OutlineError as error:
            self.located += error.problems
        else:
            self.theme = found.theme
            self.located += found.warnings

    def _read_terms(self, tree: dict[str, Tree]) -> None:
        name = tree.get("terms")
        if not isinstance(name, str):
            return
        try:
            self.terms = terms.read(files.existing(self.folder, name))
        except files.FileError as error:
            self.problems.append(Problem(("terms",), str(error)))
        except OutlineError as error:
            self.located += error.problems

    def _check_kind(self, tree: dict[str, Tree]) -> None:
        """Checks that a 简报, and nothing else, says what stands above and below its text."""
        document = tree.get("document")
        kind = document.get("kind") if isinstance(document, dict) else None
        if kind in BULLETINS and tree.get("bulletin") is None:
            message = _("a {kind} needs its masthead; expected a key “bulletin:” with name, issue and publisher")
            self.problems.append(Problem(("document", "kind"), message.format(kind=kind)))
        elif kind not in BULLETINS and tree.get("bulletin") is not None:
            message = _("only a {kind} has a masthead; expected “kind: {kind}” under “document:”")
            self.problems.append(Problem(("bulletin",), message.format(kind=BULLETINS[0]), at_key=True))

    def _sound(self, tree: dict[str, Tree]) -> _Parts:
        """Returns the charts, pictures, tables and facts that their models accept, each by itself."""
        sound: dict[str, dict[str, Tree]] = {}
        for kind in _Parts.model_fields:
            parts = tree.get(kind)
            members = parts.items() if isinstance(parts, dict) else ()
            sound[kind] = {key: part for key, part in members if (kind, key) not in self._broken}
        return _Parts.model_validate(sound)

    def _read_own(self, tree: dict[str, Tree], keys: tuple[str, str]) -> bytes | None:
        """Returns the content of a unit's own file, or None with its problem noted."""
        part = tree.get(keys[0])
        name = part.get(keys[1]) if isinstance(part, dict) else None
        if not isinstance(name, str):
            return None
        try:
            return files.read_bytes(files.inside(self.folder, name.strip()))
        except files.FileError as error:
            self.problems.append(_of_file(keys, name, error))
            return None

    def _check_picture(self, key: str, picture: PictureModel) -> None:
        try:
            self.pictures[key] = files.read_picture(files.inside(self.folder, picture.file))
        except files.FileError as error:
            self.problems.append(_of_file(("pictures", key, "file"), picture.file, error))

    def _check_chart(self, keys: Keys, chart: ChartModel, values: figures.Values) -> None:
        match chart:
            case RowsChartModel():
                rows = self._csv_rows(keys, chart)
                self.problems += figures.check_rows(keys, chart, rows, values)
            case TimelineChartModel():
                pass
            case RelationChartModel():
                self.problems += figures.check_relation(keys, chart)
        self.problems += figures.check_render(keys, chart, self.csv_rows.get(str(keys[1]), ()))

    def _csv_rows(self, keys: Keys, chart: RowsChartModel) -> CsvRows | None:
        if chart.csv is None or chart.rows is not None:
            return None
        try:
            file = files.inside(self.folder, chart.csv.file)
        except files.FileError as error:
            self.problems.append(Problem((*keys, "csv", "file"), str(error)))
            return None
        rows, problems, located = files.read_rows(file, str(file), chart.csv, (*keys, "csv"))
        self.problems += problems
        self.located += located
        if problems or located:
            return None
        self.csv_rows[str(keys[1])] = rows
        return rows

    def all_problems(self) -> list[LocatedProblem]:
        """Returns each problem once; of those at one place, the ones that say what should stand there, if any do."""
        found = {*self.located, *self.places.located(self.problems)}
        mended = {problem.place for problem in found if problem.corrected is not None}
        return [problem for problem in found if problem.corrected is not None or problem.place not in mended]
