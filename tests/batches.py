"""What the tests of batches share: a small outline with sections for some rows only, and runs of the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

OUTLINE = """\
document: {title: 两地协作情况汇报, unit: 示例研究室, date: 2026-11-22}
circles:
  east: {name: 东部示例圈, short: 东圈}
  west: {name: 西部示例区, short: 西区}
sources:
  report: {publisher: 示例日报, title: 两地协作的一年, sections: {output: 产量, effects: 成效}}
  survey: {publisher: 示例晚报, title: 改造见闻, sections: {plants: 车间}}
facts: data/facts.yaml
charts:
  compared:
    {kind: bar, title: 汽车产量, unit: 万辆, rows: [{label: 东圈, value: output}, {label: 西区, value: other}]}
sections:
  - name: 成效
    claim: 改造见效
    when: {类别: 市级}
    slides:
      - kind: points
        claim: 改造见效
        from: [report#effects, survey#plants]
        figure: compared
        points: [产线已经改好]
        prose: 东部示例圈（下称东圈）的产线已经改好。
  - name: 现状
    claim: 东圈产量居多
    when: {类别: [市级, 区级]}
    slides:
      - kind: points
        claim: 东圈产量{output}
        from: report#output
        points: [东圈产量居多]
        prose: 东部示例圈生产汽车{output}。
appendix:
  - {kind: sources, claim: 资料来源与所用部分}
"""
FACTS = """\
output: {label: 东圈汽车产量, value: "39.1", unit: 万辆, as_of: 2024年, scope: 东圈, source: report#output, evidence: 产量39.1万辆}
other: {label: 西区汽车产量, value: "28", unit: 万辆, as_of: 2024年, scope: 西区, source: report#output, evidence: 产量28万辆}
sum: {label: 两地汽车产量, formula: output + other, decimals: 1, unit: 万辆, as_of: 2024年, scope: 两地, source: report#output}
"""
TABLE = """\
份号,单位,称呼,类别,output,output.evidence
000001,市发展改革委,,市级,,
000002,东区统计局,尊敬的李局长,区级,40.5,产量40.5万辆
000003,西区商务局,,区级,,
"""
NAMES = ["000001-市发展改革委", "000002-东区统计局", "000003-西区商务局"]


def office(folder: Path, outline: str = OUTLINE, table: str = TABLE) -> Path:
    """Returns a folder with an outline, its ledger and a table."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "outline.yaml").write_text(outline, "utf-8")
    (folder / "data" / "facts.yaml").write_text(FACTS, "utf-8")
    (folder / "recipients.csv").write_text(table, "utf-8")
    return folder


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str

    @property
    def sum(self) -> str:
        return self.out.splitlines()[-1]


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    return {**kept, "PYTHONPATH": str(ROOT), "BRIEFING_LANG": "en", **more}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "briefing", "batch", *arguments]


def batch(folder: Path, *arguments: str) -> Said:
    """Runs the command in a folder, in a process of its own."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)


def digests(folder: Path) -> Mapping[str, str]:
    """Returns the digests of all packs' files, by their paths in the batch's folder."""
    found = sorted(folder.rglob("*.docx")) + sorted(folder.rglob("*.pptx"))
    return {file.relative_to(folder).as_posix(): sha256(file.read_bytes()).hexdigest() for file in found}
