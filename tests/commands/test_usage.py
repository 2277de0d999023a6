"""The words of the command line: help and wrong use in both languages, whatever the library that reads it says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from checking.pottery import pottery
from typer.main import get_command

from commands.running import Kio, installed
from kio.app import app
from kio.commands.usage import KioCommand, KioGroup, _row, wrong_use

COMMANDS = ("status", "next", "explain", "plan", "list", "cost", "check", "schema", "init", "rules")
LISTED = ", ".join(COMMANDS)
WITH_JSON = "status, next, explain, plan, list, cost, check"
SCREENS = [(), *((name,) for name in COMMANDS), ("rules", "readings")]
ROW = re.compile(r"^  (-\S.*?|[\[{A-Z]\S*|[a-z]+)(?:  +|$)(.*)$")


def rows(text: str) -> dict[str, str]:
    """What is said of each option, argument and command of a help, by the first of its names."""
    found: dict[str, str] = {}
    current = ""
    for line in text.split("\n\n", 2)[2].splitlines():  # after the usage and what the command is for
        if line.startswith("  ") and line[2:3] not in (" ", ""):
            match = ROW.match(line)
            assert match, line
            current = match[1].split()[-1] if match[1].startswith("-C") else match[1].split()[0]
            found[current] = match[2]
        elif current and line.startswith("   "):
            found[current] = f"{found[current]} {line.strip()}".strip()
    return found


def help_of(language: str, *names: str) -> str:
    done = installed("--lang", language, *names, "--help", env={"COLUMNS": "80"})
    assert (done.code, done.err) == (0, "")
    return done.out


# --- help


@pytest.mark.parametrize("names", SCREENS)
def test_every_word_of_a_help_is_dutch(names: tuple[str, ...]) -> None:
    english, dutch = help_of("en", *names), help_of("nl", *names)
    said = rows(english), rows(dutch)
    assert [text for text in said[0].values() if text in said[1].values()] == []
    heads = [[line for line in text.splitlines() if re.match(r"\w+:", line)] for text in (english, dutch)]
    assert len(heads[0]) == len(heads[1]) >= 2
    assert heads[0][0].startswith("Usage: kio ")
    assert heads[1][0].startswith("Gebruik: kio ")
    assert set(heads[0]) & set(heads[1]) == set()
    words = set(re.findall(r"\b[A-Z]{3,}\b", dutch))
    assert words <= {
        "OPTIES", "OPDRACHT", "ARGUMENTEN", "MAP", "JJJJ", "DEELNEMER", "PAD", "CODE", "VERSIE", "BESTAND", "GROEP",
        "TRAJECT", "FASE", "NAAM", "UREN", "EUR", "YAML", "JSON", "HEAD", "EIS",
        "VRAAG", "LEZING", "EDITIE", "CHECKLIST", "ROL", "PERSOON",
    }  # fmt: skip


def test_the_sections_of_a_help() -> None:
    assert re.findall(r"(?m)^\w+:", help_of("nl", "status")) == ["Gebruik:", "Argumenten:", "Opties:"]
    assert re.findall(r"(?m)^\w+:", help_of("nl")) == ["Gebruik:", "Opties:", "Opdrachten:"]
    assert "past [verplicht]" in " ".join(help_of("nl", "status").split())
    assert "name  [required]\n" in help_of("en", "status")


@pytest.mark.parametrize("where", [("--lang=nl", "list", "-h"), ("list", "--help", "--lang", "nl")])
def test_the_language_may_stand_anywhere(where: tuple[str, ...]) -> None:
    assert installed(*where) == installed("list", "-h", env={"KIO_LANG": "nl"})
    assert installed(*where) == installed("list", "-h", env={"LANG": "nl_NL.UTF-8"})
    assert installed(*where).out.startswith("Gebruik: kio list [OPTIES]\n")


def test_a_command_is_told_in_full() -> None:
    """The library cuts what is said of a command to one line."""
    for language in ("nl", "en"):
        told = {name: text for name, text in rows(help_of(language)).items() if name in COMMANDS}
        assert tuple(told) == COMMANDS
        assert not any("..." in text for text in told.values())


def test_nothing_that_the_library_would_tell_of_an_option_is_lost() -> None:
    """Such as a default: what is added to a help is made here, so that it can be said in Dutch."""
    group = get_command(app)
    assert isinstance(group, KioGroup)
    for command in (group, *group.commands.values()):
        context = typer.Context(command)
        for parameter in command.get_params(context):
            assert _row(parameter, context) == parameter.get_help_record(context)


# --- wrong use

WRONG = {
    ("frobnicate",): (
        "there is no command frobnicate",
        f"possible here: {LISTED}",
        "er is geen opdracht frobnicate",
        f"hier kan: {LISTED}",
    ),
    ("chek",): ("there is no command chek", "did you mean 'check'?", "er is geen opdracht chek", "bedoel je 'check'?"),
    ("--", "--list"): (
        "there is no command --list", "did you mean 'list'?", "er is geen opdracht --list", "bedoel je 'list'?"
    ),
    ("--no-color",): (
        "a command is missing",
        f"possible here: {LISTED}",
        "er ontbreekt een opdracht",
        f"hier kan: {LISTED}",
    ),
    ("list", "--grop", "x"): (
        "kio list has no option --grop", "did you mean '--group'?",
        "kio list kent geen optie --grop", "bedoel je '--group'?",
    ),
    ("list", "--zzz"): (
        "kio list has no option --zzz", "kio list --help shows what is possible",
        "kio list kent geen optie --zzz", "kio list --help toont wat er kan",
    ),
    ("check", "-xyz"): (
        "kio check has no option -x", "kio check --help shows what is possible",
        "kio check kent geen optie -x", "kio check --help toont wat er kan",
    ),
    ("--json", "list"): (
        "kio has no option --json", f"it stands after the name of a command: {WITH_JSON}",
        "kio kent geen optie --json", f"die staat achter de naam van een opdracht: {WITH_JSON}",
    ),
    ("list", "--version"): (
        "kio list has no option --version", "it stands before the command: kio --version",
        "kio list kent geen optie --version", "die staat vóór de opdracht: kio --version",
    ),
    ("list", "--on"): (
        "--on needs a value", "--on YYYY-MM-DD: judge as of this day (else today)",
        "bij --on hoort een waarde", "--on JJJJ-MM-DD: beoordeel naar de stand op deze dag (anders vandaag)",
    ),
    ("list", "--json=yes"): (
        "--json takes no value", "write --json alone", "bij --json hoort geen waarde", "schrijf alleen --json"
    ),
    ("check", "--no-values=1"): (
        "--no-values takes no value", "write --no-values alone",
        "bij --no-values hoort geen waarde", "schrijf alleen --no-values",
    ),
    ("status",): (
        "TRAINEE is missing: an id, or a unique part of an id or a name",
        "write it after the command: kio status TRAINEE",
        "DEELNEMER ontbreekt: een id, of een deel van een id of naam dat maar bij één past",
        "zet die achter de opdracht: kio status DEELNEMER",
    ),
    ("list", "too", "much"): (
        "kio list can do nothing with 'too', 'much'", "kio list --help shows what is possible",
        "kio list kan niets met 'too', 'much'", "kio list --help toont wat er kan",
    ),
    ("status", "anna", "de", "boer"): (
        "kio status can do nothing with 'de', 'boer'",
        "one TRAINEE at a time; with a space in it between quotes: kio status 'anna de boer'",
        "kio status kan niets met 'de', 'boer'",
        "één DEELNEMER tegelijk; met een spatie erin tussen aanhalingstekens: kio status 'anna de boer'",
    ),
    ("check", "--format", "sariff"): (
        "there is no format sariff", "did you mean 'sarif'?", "er is geen vorm sariff", "bedoel je 'sarif'?"
    ),
    ("cost", "--supervision"): (
        "--supervision needs a value",
        (
            "--supervision N: supervision sessions of an hour. For a coach it depends on how many recordings were "
            "discussed in a module already."
        ),
        "bij --supervision hoort een waarde",
        (
            "--supervision N: supervisiegesprekken van een uur. Voor een coach hangt het ervan af hoeveel opnames al "
            "in een module besproken zijn."
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use_in_both_languages(arguments: tuple[str, ...]) -> None:
    """What is wrong and how to mend it; never whole sentences of the library."""
    text, hint, dutch, tip = WRONG[arguments]
    assert installed(*arguments) == (2, "", f"error: {text}\n  hint: {hint}\n")
    assert installed(*arguments, env={"KIO_LANG": "nl"}) == (2, "", f"fout: {dutch}\n  tip: {tip}\n")


def test_what_is_wrong_is_shown_and_never_obeyed(kio: Kio) -> None:
    assert "\x1b" not in kio("list", "--a\x1b[31m").err + kio("a\x1b[31m").err + kio("list", "a\x1b[31m").err


# --- what the installed version can say

TYPER = Path(typer.__file__).parent
OTHERS = {"rich_utils.py", "cli.py", "testing.py"}
"""Modules that no run of kio imports: its other face, its own program, its help for tests."""
KINDS = {
    "ClickException", "UsageError", "BadParameter", "MissingParameter", "NoSuchOption", "BadOptionUsage",
    "BadArgumentUsage", "NoArgsIsHelpError", "FileError",
}  # fmt: skip
SAID_BY_KIO = {
    "opt", "Option  requires ", "Option  does not take a value.",  # _no_option, _value_of
    "Got unexpected extra argument(s) ()", "Missing command.", "No such command {name!r}.",  # _too_much, no_command
    "Arguments", "Options", "Commands",
    " completion installed in ", "Completion will take effect once you restart the terminal",
    "Shell  not supported.", "Shell  is not supported.",
}  # fmt: skip
NEVER = {
    "message", "self.name", "ctx", "_escape_control_characters(value)",  # what another call here has said
    "self.get_invalid_choice_message(value=value, ctx=ctx)",
    " does not match the formats .", " is not in the range .", " is not a valid boolean. Recognized values: ",
    " values are required, but  given.", " is not a valid .", " is not a valid UUID.", "'': ",
    "Takes  values but  given.", "Argument  takes  values.", "Value must be an iterable.",
    "  is a file.", "  is a directory.", "  is not readable.", "  is not writable.", "  does not exist.",
    "Invalid autocompletion callback parameters: ", "Too many CLI parameter callback function parameters",
}  # fmt: skip
"""Of types and settings that no option or argument of ours has, which the test below holds; or mistakes in our code."""
FOR_A_SHELL = {
    "Couldn't detect Bash version, shell completion is not supported.",
    "Shell completion is not supported for Bash versions older than 4.4.",
    'Completion instruction "" not supported.', "Invalid completion instruction.",
    "Couldn't get PowerShell user profile", "Couldn't decode the path automatically",
}  # fmt: skip
"""Said to the script of a shell, or where PowerShell itself fails."""


def texts_of_the_library() -> Iterator[str]:
    """What its exceptions, sections and echoes say; of an f-string what is fixed, of a name the name."""
    for path in sorted(TYPER.rglob("*.py")):
        if path.name in OTHERS or path.name in ("termui.py", "_termui_impl.py", "exceptions.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in KINDS | {"fail", "section"}:
                    yield fixed(node.args[1 if name == "BadOptionUsage" else 0])
                elif name in ("echo", "secho") and "completion" in path.name:
                    yield fixed(node.args[0])


def fixed(node: ast.expr) -> str:
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
        case ast.Call(func=ast.Name("_"), args=[inner]) | ast.Call(func=ast.Attribute(value=ast.Call(args=[inner]))):
            return fixed(inner)
    return ast.unparse(node)


def test_what_the_library_says_is_known() -> None:
    """A version that says something new is told here: then see whether a command of ours can bring it out."""
    shown = {"script_content", "comp.source()", "comp.complete()"}
    assert set(texts_of_the_library()) - shown == SAID_BY_KIO | NEVER | FOR_A_SHELL


def test_the_kinds_of_its_exceptions_are_known() -> None:
    def below(kind: type[Exception]) -> Iterator[str]:
        for one in kind.__subclasses__():
            yield one.__name__
            yield from below(one)

    assert set(below(typer.TyperException)) == KINDS


def test_no_option_is_of_a_type_that_says_more() -> None:
    """Choices, numbers and days are read by kio itself, and a file or folder is not looked at before the command is."""
    group = get_command(app)
    assert isinstance(group, KioGroup)
    assert group.no_args_is_help is False
    for command in (group, *group.commands.values()):
        assert isinstance(command, KioCommand | KioGroup)
        assert command.no_args_is_help is False
        assert not command.deprecated
        for parameter in command.get_params(typer.Context(command)):
            where = f"{command.name} {parameter.name}"
            kind: Any = parameter.type
            if kind.name == "boolean":
                assert parameter.is_flag, where
            elif kind.name == "path":
                looks = (kind.exists, kind.readable, kind.writable, kind.file_okay, kind.dir_okay)
                assert looks == (False, False, False, True, True), where
            else:
                assert kind.name in ("str", "named_format"), where
            assert parameter.nargs in (1, -1), where
            assert parameter.envvar is None, where
            assert not getattr(parameter, "prompt", None), where
            assert not (parameter.required and parameter.param_type_name == "option"), where


@pytest.mark.parametrize("kind", sorted(KINDS - {"NoSuchOption", "BadOptionUsage", "MissingParameter"}))
def test_what_is_not_known_is_passed_on(kind: str) -> None:
    error = type(kind, (typer.TyperException,), {})("odd")
    assert wrong_use(None, None, error) is error


def test_an_exception_that_is_passed_on_is_a_line(kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    def odd(*_: object, **__: object) -> None:
        raise typer.BadParameter("odd")

    monkeypatch.setattr("kio.app.app", odd)
    assert kio("list") == (2, "", "error: Invalid value: odd\n")


# --- completion of a shell


def shell_is(monkeypatch: pytest.MonkeyPatch, name: str | None) -> None:
    monkeypatch.setattr("typer._completion_shared._get_shell_name", lambda: name)


def test_completion_is_installed(kio: Kio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    shell_is(monkeypatch, "bash")
    done = kio("--install-completion")
    place = tmp_path / ".bash_completions/kio.sh"
    assert (done.code, done.err) == (0, "")
    assert done.out == f"completion for bash is installed in {place}\nit works from the next terminal on\n"
    assert "_KIO_COMPLETE=complete_bash" in place.read_text(encoding="utf-8")


def test_completion_is_shown(kio: Kio, monkeypatch: pytest.MonkeyPatch) -> None:
    shell_is(monkeypatch, "fish")
    done = kio("--show-completion")
    assert (done.code, done.err) == (0, "")
    assert "_KIO_COMPLETE=complete_fish" in done.out


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize(
    ("shell", "text"),
    [(None, "it cannot be seen which shell this is"), ("csh", "there is no completion for the shell csh")],
)
def test_a_shell_without_completion(
    option: str, shell: str | None, text: str, kio: Kio, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell_is(monkeypatch, shell)
    hint = "start kio from one of these: bash, zsh, fish, powershell, pwsh"
    assert kio(option) == (2, "", f"error: {text}\n  hint: {hint}\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kio check --format s", ["sarif"]),
        ("kio check --format x", []),
        ("kio list --versio", []),
        ("kio frobnicate --l", ["--lang"]),
        ("kio status anna ben cas --la", ["--lang"]),
    ],
)
def test_completion_of_what_is_wrong_is_silent(words: str, expected: list[str], tmp_path: Path) -> None:
    env = {"_KIO_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = installed(env=env, cwd=pottery(tmp_path))
    assert (done.code, done.out.split(), done.err) == (0, expected, "")
