"""The list of commands under headings: what staff do first, what builds and watches last."""

from collections.abc import Iterator

import click

SECTIONS = {
    "Menyimpan bukti": ("init", "add", "register", "tpi", "import"),
    "Melihat keadaan": ("status", "gaps", "score", "explain", "check", "rule"),
    "Melihat ke depan dan ke belakang": ("what-if", "plan", "diff", "history"),
    "Menyusun hasil": ("build", "render", "report", "export", "schema"),
}


class Sections(click.Group):
    """A group whose help lists its commands by section, in the order in which they are needed."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one list under each heading."""
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                room = formatter.width - 6 - max(map(len, names))
                formatter.write_dl(list(self._rows(ctx, names, room)))

    def _rows(
        self, ctx: click.Context, names: tuple[str, ...], room: int
    ) -> Iterator[tuple[str, str]]:
        for name in names:
            command = self.get_command(ctx, name)
            if command is not None:
                yield name, command.get_short_help_str(room)
