"""`kio check` as JUnit, which CI servers show: a test for each file, which fails where the file has errors.

There is no day and no name of a machine in it: the same records give the same report.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from kio.locale import say
from kio.locale.shown import clean
from kio.problem import Problem, Severity
from kio.render.check_report import Report, counted, counts
from kio.render.problems import OLD_COMMAND, concise

SUITE = "kio check"


def report_junit(report: Report, language: str, *, strict: bool = False) -> str:
    """The XML, in ASCII, so that it holds in whatever encoding it is written; `strict` has warnings fail too."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    files: dict[str, list[Problem]] = {file: [] for file in report.files}
    for problem in report.problems:
        files.setdefault(problem.location.file, []).append(problem)
    suite = Element("testsuite")
    for file, problems in files.items():
        _case(suite, file, problems, failing, language)
    failures = len(suite.findall("testcase/failure"))
    suite.attrib |= {"name": SUITE, "tests": str(len(files)), "failures": str(failures), "errors": "0", "skipped": "0"}
    root = Element("testsuites", {"name": SUITE, "tests": str(len(files)), "failures": str(failures), "errors": "0"})
    root.append(suite)
    indent(root)
    written: str = tostring(root, encoding="us-ascii").decode("ascii")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + written.replace(OLD_COMMAND, "##&#91;")


def _case(suite: Element, file: str, problems: Sequence[Problem], failing: set[Severity], language: str) -> None:
    folder, _, name = file.rpartition("/")
    case = SubElement(suite, "testcase", {"classname": clean(folder.replace("/", ".")) or "kio", "name": clean(name)})
    failed = [problem for problem in problems if problem.severity in failing]
    others = [problem for problem in problems if problem.severity not in failing]
    if failed:
        said = [say(counted(*pair), language) for pair in counts(failed).items() if pair[1]]
        first = say(failed[0].message, language) if len(failed) == 1 else ", ".join(said)
        failure = SubElement(case, "failure", {"message": first, "type": failed[0].code})
        failure.text = concise(failed, language)
    if others:
        SubElement(case, "system-out").text = concise(others, language)
