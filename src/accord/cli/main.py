"""The command `accord`: reads the command line, runs one command, and turns every failure into one clear error and an exit code.

Exit codes: 0 done; 2 wrong usage, unreadable input or refused; 3 with --strict when some row is not ok; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from accord.cli.commands import Group
from accord.core.errors import AccordError, InputError, UsageError
from accord.core.text import Message, say, use_language

_EXTRA = re.compile(r"Got unexpected extra arguments? \((.*)\)")
COMMANDS = {
    "demo": "accord.cli.demo:demo",
    "check": "accord.cli.check:check",
    "screen": "accord.cli.screen:screen",
    "law": "accord.cli.law:law",
    "status": "accord.cli.status:status",
    "verify": "accord.cli.verify:verify",
    "completion": "accord.cli.completion:completion",
}


def main(args: Sequence[str] | None = None) -> int:
    """Run accord.

    Args:
        args: the words after `accord`; None takes them from the process.

    Returns:
        The exit code; the console script passes it to the shell.
    """
    from accord.cli.output import prepare_streams, show_error

    words = list(sys.argv[1:] if args is None else args)
    as_json = _wants_json(words)
    prepare_streams(as_json=as_json)
    try:
        use_language(_language(words))
        code = _run(words)
        sys.stdout.flush()
    except AccordError as error:
        show_error(error, as_json=as_json)
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("\n" + say("cli.interrupted") + "\n")
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted. stdout goes to the null device so that the interpreter's last flush stays silent.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last stop before the user
        if os.environ.get("ACCORD_DEBUG"):
            raise
        show_error(_fault(error, words), as_json=as_json)
        return 2
    return code


@click.group(cls=Group, lazy=COMMANDS, name="accord", invoke_without_command=True, no_args_is_help=False)
@click.option("--version", is_flag=True)
@click.option("--lang", type=click.Choice(["en", "zh"]), expose_value=False)
@click.pass_context
def app(ctx: click.Context, version: bool) -> None:
    """Root of the command line; its texts stand in the catalogue."""
    if version:
        from accord import __version__

        click.echo(f"accord {__version__}")
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
        ctx.exit(2)


def _run(words: list[str]) -> int:
    """Run click and translate its refusals into errors of accord."""
    streams = sys.stdout, sys.stderr
    try:
        code = app.main(words, prog_name="accord", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except SystemExit:
        if sys.stdout is streams[0]:
            raise
        sys.stdout, sys.stderr = streams  # click wrapped them because the pipe broke
        raise BrokenPipeError from None
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.UsageError as error:
        raise _usage(error) from error
    except click.ClickException as error:
        raise UsageError("usage", what=error.format_message(), command="accord") from error
    return code if isinstance(code, int) else 0


def _fault(error: Exception, words: list[str]) -> AccordError:
    """A file that cannot be written is the user's; everything else is a fault of accord, with what to send."""
    own = Path(__file__).parents[1]
    if isinstance(error, OSError) and error.filename is not None and own not in Path(str(error.filename)).parents:
        return InputError("unwritable", file=str(error.filename), why=error.strerror or "")
    first_line = str(error).partition("\n")[0]
    return AccordError("unexpected", what=f"{type(error).__name__}: {first_line}", command=" ".join(words[:1]))


def _usage(error: click.UsageError) -> UsageError:
    """The same refusal with accord's code and words."""
    command = error.ctx.command_path if error.ctx is not None else "accord"
    if isinstance(error, click.NoSuchOption):
        return UsageError("no_such_option", option=error.option_name, command=command)
    if isinstance(error, click.MissingParameter):
        return UsageError("missing_argument", argument=_label(error), command=command)
    if isinstance(error, click.BadParameter):
        return UsageError("bad_argument", argument=_label(error), what=_what(error), command=command)
    if isinstance(error, click.BadOptionUsage):
        return UsageError("usage", what=Message("cli.bad.no_value", {"option": error.option_name}), command=command)
    extra = _EXTRA.match(error.message)
    if extra is not None:
        return UsageError("usage", what=Message("cli.bad.extra", {"words": extra.group(1)}), command=command)
    return UsageError("usage", what=error.format_message(), command=command)


def _what(error: click.BadParameter) -> Message | str:
    """What is wrong with a value, in the reader's language; click's own words for a type that no option of accord has."""
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return Message("cli.bad.choice", {"known": ", ".join(str(one) for one in kind.choices)})
    if isinstance(kind, click.IntRange):
        return Message("cli.bad.number", {"least": kind.min})
    if isinstance(kind, click.Path):
        return Message("cli.bad.no_folder" if kind.dir_okay else "cli.bad.is_folder")
    return error.message


def _label(error: click.BadParameter) -> str:
    """Name of the argument as the user writes it: --jobs, FILE."""
    if error.param is None:
        return str(error.param_hint or "")
    return max(error.param.opts, key=len) if isinstance(error.param, click.Option) else error.param.human_readable_name


def _own_words(words: list[str]) -> list[str]:
    """The words before `--`: what follows are texts, not options."""
    return words[: words.index("--")] if "--" in words else words


def _wants_json(words: list[str]) -> bool:
    return any(word in {"--json", "--findings"} for word in _own_words(words))


def _language(words: list[str]) -> str | None:
    """Value of --lang, read before click so that help and every error speak it; None when absent."""
    own = _own_words(words)
    for here, word in enumerate(own):
        if word.startswith("--lang="):
            return _known(word.removeprefix("--lang="))
        if word == "--lang" and here + 1 < len(own):
            return _known(own[here + 1])
    return None


def _known(language: str) -> str | None:
    """en or zh; another word is left for click to refuse in the default language."""
    return language if language in {"en", "zh"} else None
