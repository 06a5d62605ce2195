"""`make superset`: a real Superset on the published marts, in an environment of its own (860 MB).

Makes `.venv-superset` and `data/superset/` where they are not there, imports the dashboard, and serves it on
http://127.0.0.1:8088. With `--check` it then asks Superset over HTTP whether all of it works, and ends.
"""

import argparse
import os
import secrets
import subprocess
import sys
import venv
from pathlib import Path

from assets import archive
from check import check

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
ENVIRONMENT = ROOT / ".venv-superset"
PORT = 8088


def main() -> None:
    """Set up, import, serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BESTILLERPULS_DATA", "data")))
    parser.add_argument("--check", action="store_true", help="ask whether it works, and end")
    asked = parser.parse_args()
    current = asked.data.absolute() / "published" / "current"
    if not (current / "marts.duckdb").exists():
        sys.exit(f"Nothing is published in {current.parent} yet. Start with: bestillerpuls run")
    home = asked.data.absolute() / "superset"
    install()
    password = prepare(home)
    import_dashboard(home, current)
    serve = [superset(), "run", "--port", str(PORT)]
    if not asked.check:
        address = f"http://127.0.0.1:{PORT}/superset/dashboard/bestillerpuls/"
        sys.stdout.write(f"{address} as admin; the password is in {home / 'password'}\n")
        sys.stdout.flush()
        os.execve(serve[0], serve, environment(home))  # noqa: S606 - the server takes the place of this process
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(serve, env=environment(home), stdout=log, stderr=log)
    try:
        check(f"http://127.0.0.1:{PORT}", password, current)
    finally:
        server.terminate()
        server.wait()


def superset() -> str:
    """Superset's own command."""
    return str(ENVIRONMENT / "bin" / "superset")


def environment(home: Path) -> dict[str, str]:
    """What Superset is started with."""
    environment_variables = {"SUPERSET_HOME": str(home), "SUPERSET_CONFIG_PATH": str(HERE / "superset_config.py")}
    return os.environ | environment_variables | {"SCARF_ANALYTICS": "false"}


def install() -> None:
    """Make the environment once."""
    if Path(superset()).exists():
        return
    venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "-qq", "-r", str(HERE / "requirements.txt")]
    subprocess.run(pip, check=True)


def prepare(home: Path) -> str:
    """Make Superset's own database and its one user, once.

    Returns:
        The user's password.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (home / "password").exists():
        (home / "secret-key").write_text(secrets.token_urlsafe(42), encoding="utf-8")
        password = secrets.token_urlsafe(12)
        user = ["--username", "admin", "--firstname", "a", "--lastname", "b", "--email", "admin@localhost"]
        for words in (["db", "upgrade"], ["fab", "create-admin", *user, "--password", password], ["init"]):
            run(home, *words)
        (home / "password").write_text(password, encoding="utf-8")
        for name in ("password", "secret-key"):
            (home / name).chmod(0o600)
    return (home / "password").read_text(encoding="utf-8")


def import_dashboard(home: Path, current: Path) -> None:
    """Import the connection, the datasets, the charts and the dashboard; a second import changes the first."""
    packed = home / "dashboard.zip"
    packed.write_bytes(archive(current))
    run(home, "import-dashboards", "--path", str(packed), "--username", "admin")


def run(home: Path, *words: str) -> None:
    """Run one of Superset's commands, and show what it said where it fails."""
    done = subprocess.run([superset(), *words], env=environment(home), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"superset {words[0]} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")


if __name__ == "__main__":
    main()
