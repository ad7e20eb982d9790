"""Which topics the Word briefing tells, and the figure or table that each of them shows."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.document import Document, FactTable, Figure, SourceList, Table, Topic, shown_by


def topics(document: Document) -> Iterator[Topic]:
    """Yields every topic that the Word briefing tells, in its order."""
    for section in document.sections:
        yield from section.topics
    if document.closing is not None:
        yield document.closing
    yield from further(document)


def further(document: Document) -> Iterator[Topic]:
    """Yields the topics of the appendix that the annexes of all figures and all articles don't already say."""
    return (topic for topic in document.appendix if not isinstance(topic.body, FactTable | SourceList))


def numbered(document: Document) -> Iterator[Figure | Table]:
    """Yields everything that has a number and a caption."""
    return (item for topic in topics(document) if (item := shown_by(topic.body)) is not None)
