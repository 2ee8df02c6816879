"""Click classes of accord: commands found by name and imported when used, help texts out of the message catalogue.

A command `law list` reads its help from `cli.law.list.help` and that of its option `--in` from `cli.law.list.option.in`, else from
`cli.option.in`. So both languages come from one place, and a test finds every text that is missing.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from accord.core.errors import UsageError
from accord.core.text import has, say

HELP_WIDTH = 100


def command_path(ctx: click.Context) -> str:
    """Dotted name of the command a context runs, without the program's own: "law.list"; "" for the program."""
    names: list[str] = []
    step = ctx
    while step.parent is not None:
        names.insert(0, step.command.name or "")
        step = step.parent
    return ".".join(names)


def option_help(path: str, param: click.Parameter) -> str:
    """Help of one option in the current language.

    Args:
        path: dotted name of the command.
        param: the option; its longest spelling without dashes names the message.
    """
    name = max(param.opts, key=len).lstrip("-")
    own = f"cli.{path}.option.{name}"
    return say(own if has(own) else f"cli.option.{name}")


class Command(click.Command):
    """A command whose help, usage line and headings come from the catalogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("context_settings", {"max_content_width": HELP_WIDTH})
        super().__init__(*args, **kwargs)

    def get_short_help_str(self, limit: int = 45) -> str:
        """What shell completion shows beside the name; nested commands show none."""
        return say(f"cli.{self.name}.short") if has(f"cli.{self.name}.short") else ""

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """`[options]` in the reader's language, then the arguments."""
        pieces = super().collect_usage_pieces(ctx)
        return [say("cli.help.options_metavar") if piece == self.options_metavar else piece for piece in pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say("cli.help.usage") + " ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the description and the examples."""
        path = command_path(ctx)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(f"cli.{path}.help" if path else "cli.help"))
            examples = f"cli.{path}.examples"
            if path and has(examples):
                formatter.write_paragraph()
                formatter.write_text("\b\n" + say(examples))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        path = command_path(ctx)
        rows: list[tuple[str, str]] = []
        for param in self.get_params(ctx):
            if not isinstance(param, click.Option) or param.hidden:
                continue
            record = param.get_help_record(ctx)
            if record is not None:
                rows.append((record[0], option_help(path, param)))
        if rows:
            with formatter.section(say("cli.help.options")):
                formatter.write_dl(rows)


class Group(Command, click.Group):
    """A group that imports a command only when it is called or listed.

    Args:
        lazy: name of the command -> "module:attribute".
    """

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the story, not of the alphabet."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        target = self._lazy.get(cmd_name)
        if target is None:
            return None
        module, attribute = target.split(":")
        return getattr(import_module(module), attribute)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown command is an error of accord, with the nearest names."""
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], self._lazy, n=3, cutoff=0.5)
            raise UsageError("no_such_command", command=args[0], known=", ".join(close or self._lazy))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands."""
        Command.format_options(self, ctx, formatter)
        prefix = command_path(ctx)
        with formatter.section(say("cli.help.commands")):
            formatter.write_dl([(name, say(f"cli.{prefix}.{name}.short" if prefix else f"cli.{name}.short")) for name in self._lazy])
