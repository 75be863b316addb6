"""The plain server, for real: a bare repository, the hook that its script installed, pushes, a web server."""

import base64
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from papers import pdf
from server import DEPLOY, Server, environment_in, get, install, program_in

PLAN = "1.2.a/rencana-aksi"
KEPT = "SITUS TIDAK DIPERBARUI: yang tayang tetap yang lama."


@pytest.fixture
def server(tmp_path: Path, program: Callable[[str], str]) -> Server:
    """A server that was just installed; nothing is pushed yet."""
    for name in ("git", "flock"):
        program(name)
    return install(tmp_path)


@pytest.fixture
def live(server: Server) -> Server:
    """A server whose site stands."""
    said = server.push()
    assert f"{server.site}: terbit." in said, said
    return server


@pytest.fixture
def unchanged(live: Server) -> Iterator[Server]:
    """A server whose site is, after the test, byte for byte the same."""
    before, release = live.content(), live.site.resolve()
    yield live
    assert live.content() == before
    assert live.site.resolve() == release


class TestAPush:
    """From a commit to the served page."""

    def test_one_more_paper(self, live: Server) -> None:
        with live.served() as address:
            before = get(f"{address}/rencana/")
            assert "2026-01-25" not in before
            live.clone.paper("1.2.a/laporan-penyusunan", "2026-02-10 Laporan penyusunan.pdf")
            said = live.push("Laporan penyusunan rencana aksi")
            after = get(f"{address}/rencana/")
        assert "Laporan penyusunan" in after
        assert "Laporan penyusunan.pdf" not in before
        assert after != before
        assert "2 berkas bukti terbit." in said
        assert "1.2.a/laporan-penyusunan" in said  # what changed, in the words of the domain
        assert f"{live.site}: terbit." in said
        assert "Traceback" not in said

    def test_a_damaged_paper(self, live: Server) -> None:
        """The rest is published; the damaged one is left out and named."""
        live.with_internal_site()
        whole = pdf("Matriks rencana aksi")
        live.clone.paper(PLAN, "2026-01-25 Matriks.pdf", content=whole[: len(whole) // 2])
        live.clone.paper("1.2.a/laporan-penyusunan", "2026-02-10 Laporan penyusunan.pdf")
        with live.served() as address:
            said = live.push("Matriks dan laporan")
            page = get(f"{address}/rencana/")
            listed = get(f"{address}/bukti/manifest.json")
            public = get(f"{address}/kekurangan/")
        damaged = f"evidence/2026/{PLAN}/2026-01-25 Matriks.pdf"
        assert "1 galat; berkas yang disebut tidak dihitung dan tidak terbit:" in said
        assert f"- {damaged}: ZI207 " in said
        assert "2 berkas bukti terbit." in said
        assert f"{live.site}: terbit." in said
        assert "Laporan penyusunan" in page
        assert "laporan-penyusunan" in listed
        assert "matriks" not in listed
        assert "Matriks.pdf" not in public
        internal = (live.home / "internal/situs/kekurangan/index.html").read_text("utf-8")
        assert "2026-01-25 Matriks.pdf" in internal
        assert "ZI207" in internal

    def test_a_leak(self, unchanged: Server) -> None:
        """A page names a restricted paper: the push says which, and the old page stays."""
        unchanged.clone.paper("1.1.b/sk-tim-kerja", "2026-01-12 Aduan Melati.pdf")
        unchanged.clone.text("docs/rencana.md", "# Rencana\n\nAduan Melati disimpan.\n")
        with unchanged.served() as address:
            before = get(f"{address}/rencana/")
            said = unchanged.push("Halaman rencana")
            assert get(f"{address}/rencana/") == before
        assert "zi: rencana/index.html: ZI401 Memuat “aduan melati”" in said
        assert KEPT in said
        assert "terbit." not in said.replace("berkas bukti terbit.", "")

    def test_a_restricted_file_among_the_pages(self, unchanged: Server) -> None:
        paper = unchanged.clone.paper("1.1.b/sk-tim-kerja", "2026-01-12 Aduan Melati.pdf")
        unchanged.clone.write(unchanged.clone.root / "docs/lampiran.pdf", paper.read_bytes())
        said = unchanged.push()
        assert "lampiran.pdf: ZI401 Berkas terbatas ikut terbit" in said
        assert KEPT in said

    @pytest.mark.parametrize(
        ("path", "text", "reason"),
        [
            ("mkdocs.yml", "site_name: [\n", "mkdocs.yml"),
            ("mkdocs.yml", "site_name: X\nplugins: [zi, tidak-ada]\n", "tidak-ada"),
            ("evidence/unit.yml", "nama: [\n", "evidence/unit.yml"),
        ],
    )
    def test_broken_configuration(
        self, path: str, text: str, reason: str, unchanged: Server
    ) -> None:
        unchanged.clone.text(path, text)
        said = unchanged.push()
        assert reason in said
        assert KEPT in said
        assert "Traceback" not in said

    def test_after_a_leak_the_next_push_publishes(self, live: Server) -> None:
        live.clone.paper("1.1.b/sk-tim-kerja", "2026-01-12 Aduan Melati.pdf")
        page = live.clone.text("docs/rencana.md", "# Rencana\n\nAduan Melati disimpan.\n")
        assert KEPT in live.push()
        page.write_text("# Rencana\n\nDisimpan di kantor.\n", "utf-8")
        assert f"{live.site}: terbit." in live.push()
        assert "Disimpan di kantor." in (live.site / "rencana/index.html").read_text("utf-8")

    def test_another_branch(self, unchanged: Server) -> None:
        unchanged.git("switch", "--quiet", "-c", "usul")
        unchanged.clone.text("docs/rencana.md", "# Usul\n")
        unchanged.git("commit", "--quiet", "-am", "Usul")
        said = unchanged.git("push", "origin", "usul").stderr
        assert "yang terbit hanya cabang main; situs tidak dibangun" in said

    def test_a_branch_that_is_deleted(self, unchanged: Server) -> None:
        bare = ["git", "-C", str(unchanged.home / "repo.git"), "config"]
        subprocess.run([*bare, "receive.denyDeleteCurrent", "ignore"], check=True)
        said = unchanged.git("push", "origin", ":main").stderr
        assert "situs yang terbit tetap" in said

    def test_a_withdrawn_paper_is_gone(self, live: Server) -> None:
        (listed,) = (live.site / "bukti/1.2.a/rencana-aksi").glob("*.pdf")
        (live.clone.root / f"evidence/2026/{PLAN}/2026-01-20 Rencana aksi.pdf").unlink()
        said = live.push("Tarik rencana aksi")
        assert "0 berkas bukti terbit." in said
        assert "Lebih buruk daripada keadaan" in said or "ditarik" in said
        assert not (live.site / "bukti/1.2.a/rencana-aksi" / listed.name).exists()


class TestBetweenPushes:
    """Nights, two at once, runs that died."""

    def test_a_night_without_change(self, unchanged: Server) -> None:
        done = unchanged.publish("--malam")
        assert done.returncode == 0, done.stdout
        assert "isinya sama dengan yang sudah terbit" in done.stdout

    def test_a_night_in_which_something_fell_due(self, live: Server) -> None:
        """No commit, another day: the page changes."""
        program = live.home.parent / "zi"
        later = program.read_text("utf-8").replace("2026-09-30", "2026-12-31")
        program.write_text(later, "utf-8")
        with live.served() as address:
            before = get(f"{address}/kekurangan/")
            done = live.publish("--malam", ZI_AS_OF="2026-12-31")
            assert done.returncode == 0, done.stdout
            assert get(f"{address}/kekurangan/") != before
        assert "jatuh tempo sesudah 2026-09-30; itu karena tanggal" in done.stdout

    def test_old_releases_are_kept_but_not_all(self, live: Server) -> None:
        for number in range(4):
            live.clone.text("docs/rencana.md", f"# Rencana {number}\n")
            live.push()
        releases = list((live.home / "publik/rilis").iterdir())
        assert len(releases) == 3
        assert live.site.resolve() in releases
        assert "Rencana 3" in (live.site / "rencana/index.html").read_text("utf-8")

    def test_two_at_once_take_turns(self, live: Server) -> None:
        live.clone.text("docs/rencana.md", "# Rencana baru\n")
        live.git("commit", "--quiet", "-am", "Baru")
        runs = [
            subprocess.Popen(
                [str(live.home / "bin/terbit.sh"), str(live.home), "--malam"],
                stdout=subprocess.PIPE,
                encoding="utf-8",
                env=live.environment,
            )
            for _ in range(2)
        ]
        said = [run.communicate(timeout=120)[0] for run in runs]
        assert [run.returncode for run in runs] == [0, 0], said
        assert any("menunggu giliran" in one for one in said)

    def test_one_that_waits_too_long_says_so(self, unchanged: Server) -> None:
        lock = unchanged.home / "status/kunci"
        with subprocess.Popen(["flock", str(lock), "sleep", "60"], start_new_session=True) as held:
            time.sleep(0.3)
            done = unchanged.publish("--malam", ZI_TUNGGU="1")
            os.killpg(held.pid, signal.SIGKILL)
        assert done.returncode == 1
        assert "SITUS TIDAK DIPERBARUI: pembangunan lain belum selesai" in done.stdout

    @pytest.mark.parametrize("after", [0.05, 0.5, 1.5])
    def test_a_run_that_was_killed(self, after: float, live: Server) -> None:
        """Whenever it dies, the old or the new site stands whole, and the next run finishes."""
        before = live.content()
        live.clone.text("docs/rencana.md", "# Rencana baru\n")
        live.git("commit", "--quiet", "-am", "Baru")
        bare = str(live.home / "repo.git")
        live.git("push", "--quiet", "--no-verify", bare, "main:refs/heads/nanti")
        subprocess.run(
            ["git", "-C", bare, "update-ref", "refs/heads/main", "refs/heads/nanti"], check=True
        )
        run = subprocess.Popen(
            [str(live.home / "bin/terbit.sh"), str(live.home)],
            stdout=subprocess.DEVNULL,
            env=live.environment,
            start_new_session=True,
        )
        time.sleep(after)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        (live.home / "repo.git/worktrees/kerja/index.lock").touch()
        assert live.content() == before or "Rencana baru" in self.page(live)
        done = live.publish()
        assert done.returncode == 0, done.stdout
        assert "Rencana baru" in self.page(live)
        left = {path.name for path in (live.home / "publik").iterdir()}
        assert left == {"rilis", "situs"}
        assert [one for one in (live.home / "publik/rilis").iterdir() if one.name[0] == "."] == []

    def page(self, live: Server) -> str:
        return (live.site / "rencana/index.html").read_text("utf-8")

    def test_a_working_folder_that_somebody_broke(self, live: Server) -> None:
        (live.home / "kerja/.git").unlink()
        (live.home / "kerja/docs/rencana.md").write_text("rusak", "utf-8")
        (live.home / "kerja/evidence/liar.pdf").write_bytes(b"x")
        live.clone.text("docs/rencana.md", "# Rencana baru\n")
        assert f"{live.site}: terbit." in live.push()
        assert not (live.home / "kerja/evidence/liar.pdf").exists()

    def test_what_was_said_is_kept(self, live: Server) -> None:
        said = (live.home / "status/terakhir.txt").read_text("utf-8")
        assert "berkas bukti terbit." in said

    def test_the_internal_site_may_fail_alone(self, live: Server) -> None:
        live.with_internal_site()
        live.push()
        live.clone.text("mkdocs.internal.yml", "INHERIT: mkdocs.yml\nplugins: [zi, tidak-ada]\n")
        live.clone.text("docs/rencana.md", "# Rencana baru\n")
        said = live.push()
        assert f"{live.site}: terbit." in said
        assert "situs dalam kantor tidak jadi, yang lama tetap" in said
        assert (live.home / "internal/situs/index.html").is_file()


class TestInstalling:
    """The script refuses what it cannot do, and can be run again."""

    def run(self, tmp_path: Path, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", str(DEPLOY / "pasang.sh"), *options],
            capture_output=True,
            encoding="utf-8",
            check=False,
            env=environment_in(tmp_path),
            cwd=tmp_path,
        )

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--rumah"], "--rumah perlu isi"),
            (["--cepat"], "'--cepat' tidak dikenal"),
            (["--rumah", "r", "--simpan", "nol"], "harus angka"),
            (["--rumah", "r", "--cabang", "a..b"], "bukan nama cabang"),
            (["--rumah", "r", "--zi", "/tidak/ada"], "zi tidak ada di"),
            (["--rumah", "r"], "requirements.txt tidak ada"),
        ],
    )
    def test_refuses(self, options: list[str], said: str, tmp_path: Path) -> None:
        done = self.run(tmp_path, *options)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr

    def test_again(self, unchanged: Server, tmp_path: Path) -> None:
        zi = str(program_in(tmp_path))
        done = self.run(tmp_path, "--rumah", str(unchanged.home), "--zi", zi, "--simpan", "3")
        assert done.returncode == 0, done.stderr
        assert unchanged.publish().returncode == 0

    def test_evidence_is_for_its_owner_alone(self, live: Server) -> None:
        for name in ("repo.git", "kerja", "status"):
            assert (live.home / name).stat().st_mode & 0o077 == 0, name
        assert (live.home / "publik").stat().st_mode & 0o005 == 0o005
        assert (live.home / "internal").stat().st_mode & 0o007 == 0


class TestNginx:
    """The snippet, in a real nginx."""

    @pytest.fixture
    def address(
        self, live: Server, tmp_path: Path, program: Callable[[str], str]
    ) -> Iterator[tuple[str, str]]:
        """Addresses of the public and of the internal site."""
        nginx = program("nginx")
        live.with_internal_site()
        live.push()
        (tmp_path / "zi.htpasswd").write_text("tim-zi:{PLAIN}rahasia\n", "utf-8")
        ports = free_port(), free_port()
        snippet = (DEPLOY / "nginx.conf").read_text("utf-8")
        for port in ports:
            snippet = snippet.replace("listen 80;", f"listen 127.0.0.1:{port};", 1)
        snippet = re.sub(r"root /srv/zi/(.*);", rf'root "{live.home}/\1";', snippet)
        snippet = snippet.replace("/etc/nginx/zi.htpasswd", str(tmp_path / "zi.htpasswd"))
        snippet = snippet.replace("allow 10.0.0.0/8;", "allow 127.0.0.1;")
        settings = f"""\
{"user root;" if os.geteuid() == 0 else ""}
daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/nginx.log;
events {{}}
http {{ access_log off; default_type application/octet-stream; types {{ text/html html; }}
client_body_temp_path {tmp_path}/a; proxy_temp_path {tmp_path}/b; fastcgi_temp_path {tmp_path}/c;
uwsgi_temp_path {tmp_path}/d; scgi_temp_path {tmp_path}/e;
{snippet} }}
"""
        (tmp_path / "nginx.conf").write_text(settings, "utf-8")
        command = [nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
        checked = subprocess.run(
            [*command, "-t"], capture_output=True, encoding="utf-8", check=False
        )
        assert checked.returncode == 0, checked.stderr
        with subprocess.Popen(command) as web:
            for _ in range(50):
                with socket.socket() as tried:
                    if tried.connect_ex(("127.0.0.1", ports[0])) == 0:
                        break
                time.sleep(0.1)
            yield (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}")
            web.terminate()

    def test_serves_the_new_page_at_once_and_guards_the_internal_one(
        self, live: Server, address: tuple[str, str]
    ) -> None:
        public, internal = address
        assert "2026-01-20" in get(f"{public}/rencana/")
        live.clone.text("docs/rencana.md", "# Rencana baru\n")
        live.push()
        assert "Rencana baru" in get(f"{public}/rencana/")
        for path, code in (("/tidak-ada/", 404), ("/.git/config", 404)):
            assert refused(f"{public}{path}") == code
        assert refused(f"{internal}/") == 401
        word = base64.b64encode(b"tim-zi:rahasia").decode()
        request = urllib.request.Request(  # noqa: S310  (our own server)
            f"{internal}/", headers={"Authorization": f"Basic {word}"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def refused(address: str) -> int:
    with pytest.raises(urllib.error.HTTPError) as answer:
        get(address)
    return answer.value.code
