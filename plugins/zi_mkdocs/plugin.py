"""The plugin: when MkDocs asks, it builds, hands over pages and files, and looks once more at the end."""

import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from markupsafe import escape
from mkdocs.config import base
from mkdocs.config import config_options as c
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import clean_directory

from zi_build.build import build, others
from zi_build.diagnostics import Severity
from zi_build.errors import ZiError
from zi_build.model.catalogue import Role
from zi_build.model.outcome import Gap
from zi_build.model.result import Build
from zi_build.model.view import Audience, View
from zi_build.publish import leaks
from zi_build.publish.plan import MANIFEST, manifest, plan
from zi_build.publish.prepare import prepare
from zi_build.render.pages import expand
from zi_build.studies.history import with_trend
from zi_build.views import views

HERE = Path(__file__).parent
ASSETS = "assets/zi"
CONFIGURATION = "evidence/unit.yml"
INTERNAL_BANNER = "Situs internal: memuat bukti yang dibatasi. Jangan disebarkan."
SAMPLE_BANNER = "Kantor contoh: seluruh isi situs ini rekaan."

log = get_plugin_logger("zi")


def today(time_zone: str) -> date:
    """Return today's date in an office's time zone; the plugin is one of two places that ask."""
    return datetime.now(ZoneInfo(time_zone)).date()


class ZiConfig(base.Config):
    """The plugin's options in mkdocs.yml."""

    audience = c.Choice(("public", "internal"), default="public")
    require = c.Choice(("none", "claimed", "all"), default="none")
    as_of = c.Optional(c.Type(str))
    rubric = c.Optional(c.Type(str))


class ZiPlugin(BasePlugin[ZiConfig]):
    """Expands directives, publishes what may be published, refuses what would leak."""

    def __init__(self) -> None:
        self.build: Build | None = None
        self.view: View | None = None
        self.root = Path()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object, and with it nothing but code, across the rebuilds of `mkdocs serve`."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the workspace beside mkdocs.yml, tell what is wrong, and set the theme up."""
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        try:
            self.build = build(
                self.root, as_of=self._as_of(), rubric_id=self._rubric(), today=today
            )
        except ZiError as error:
            raise PluginError(f"zi: {error}") from error
        beside = others(self.build)
        seen = views(self.build, beside, Audience(self.config.audience))
        self.view = with_trend(seen, self.build, beside)
        self._report(self.build)
        watched = str(self.root / "evidence")
        if watched not in config.watch:
            config.watch.append(watched)
        templates = str(HERE / "templates")
        if templates not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, templates)
        for sheet in sorted((HERE / "assets").glob("*.css")):
            address = f"{ASSETS}/{sheet.name}"
            if address not in config.extra_css:
                config.extra_css.append(address)
        config.extra["zi_banner"] = self._banner(self.build)
        # Material's templates write both as they are, into attributes too; what is escaped once
        # stays so where a template does escape it.
        config.site_name = escape(config.site_name)
        if config.site_description:
            config.site_description = escape(config.site_description)
        return config

    def _as_of(self) -> date | None:
        text = os.environ.get("ZI_AS_OF") or self.config.as_of
        try:
            return date.fromisoformat(text) if text else None
        except ValueError as error:
            raise PluginError(f"zi: as_of “{text}” bukan tanggal TTTT-BB-HH") from error

    def _rubric(self) -> str | None:
        return os.environ.get("ZI_RUBRIC") or self.config.rubric

    def _banner(self, built: Build) -> str:
        internal = INTERNAL_BANNER if self.config.audience == "internal" else ""
        sample = SAMPLE_BANNER if built.workspace.unit.sample else ""
        return " ".join(part for part in (internal, sample) if part)

    def _report(self, built: Build) -> None:
        """Log diagnostics, which a strict build counts, and the gaps that the office forbids."""
        for found in built.diagnostics:
            say = log.warning if found.severity is Severity.ERROR else log.info
            say("%s: %s %s", found.place, found.code, found.message)
        # Who the office is must be sound; a proof that is lacking in its checklist stops nothing.
        if any(
            found.place.path == CONFIGURATION and found.code.startswith(("ZI0", "ZI1"))
            for found in built.errors
        ):
            raise PluginError(
                f"zi: {CONFIGURATION} keliru; situs tidak dibangun sebelum diperbaiki"
            )
        for gap in built.gaps:
            if self._forbidden(gap, built):
                log.warning("%s: %s: %s", gap.where, gap.name, gap.state.label)

    def _forbidden(self, gap: Gap, built: Build) -> bool:
        if self.config.require == "all":
            return True
        document = built.workspace.catalogue.documents.get(gap.document or "")
        pokok = document is not None and document.role is Role.POKOK
        return self.config.require == "claimed" and pokok and gap.effect > 0

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the papers that this audience gets, their list, and the theme's assets."""
        assert self.build is not None  # noqa: S101  (MkDocs calls on_config first)
        audience = Audience(self.config.audience)
        shipments = plan(self.build, audience)
        try:
            parcels = prepare(self.root, shipments)
        except (ZiError, OSError) as error:
            raise PluginError(f"zi: {error}") from error
        for parcel in parcels:
            files.append(_copied(config, parcel.shipment.target, parcel.file))
        digests = {parcel.shipment.target: parcel.sha256 for parcel in parcels}
        listing = manifest(shipments, digests)
        files.append(File.generated(config, MANIFEST, content=listing))
        for asset in sorted((HERE / "assets").iterdir()):
            files.append(_copied(config, f"{ASSETS}/{asset.name}", asset))
        return files

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Keep compiled templates between runs, in Jinja's own per-user folder.

        Compiling Material's templates is a fixed fifth of a small build. The folder is not the
        workspace's, because compiled templates are code and a workspace may come from elsewhere.
        """
        with suppress(RuntimeError, OSError):
            env.bytecode_cache = jinja2.FileSystemBytecodeCache()
        return env

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Expand the directives; the date of a page is the day of judgement."""
        assert self.build is not None  # noqa: S101  (MkDocs calls on_config first)
        assert self.view is not None  # noqa: S101
        page.update_date = self.build.workspace.as_of.isoformat()
        for key in ("title", "description", "author"):
            if key in page.meta:  # Material prints them as they are
                page.meta[key] = str(escape(str(page.meta[key])))
        return expand(markdown, page.file.src_uri, self.view)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Walk the finished public site; on a leak empty it, so that nothing can be deployed."""
        for source_map in Path(config.site_dir, "assets").rglob("*.map"):
            source_map.unlink()  # a seventh of the site, and of use to Material's developers only
        if self.config.audience != "public" or self.build is None:
            return
        found = leaks.scan(Path(config.site_dir), leaks.secrets_of(self.build))
        if found:
            clean_directory(config.site_dir)
            for leak in found:
                log.error("%s: %s %s", leak.place, leak.code, leak.message)
            raise PluginError(
                f"zi: situs publik memuat {len(found)} kebocoran; pembangunan dihentikan"
            )


def _copied(config: MkDocsConfig, target: str, source: Path) -> File:
    return File.generated(
        config, target, abs_src_path=str(source), inclusion=InclusionLevel.INCLUDED
    )
