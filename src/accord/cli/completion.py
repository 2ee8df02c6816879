"""`accord completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click

from accord.cli.commands import Command


@click.command(cls=Command)
@click.option("--lang", type=click.Choice(["en", "zh"]), expose_value=False)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script for one shell."""
    from click.shell_completion import get_completion_class

    from accord.cli.main import app

    found = get_completion_class(shell)
    assert found is not None, "the choices are the shells click knows"
    click.echo(found(app, {}, "accord", "_ACCORD_COMPLETE").source())
