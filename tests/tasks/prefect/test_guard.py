"""What a command started does not outlive it, however the command ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.until import until

COMMAND = """
import subprocess, sys
from tasks.prefect.guard import guard_this_command
guard_this_command()
left = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(left.pid, flush=True)
sys.stdin.readline()
"""


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("how", ["killed", "ended"])
def test_what_a_command_left_ends_with_it(how):
    clean = {name: value for name, value in os.environ.items() if name != "_BESTILLERPULS_COMMAND"}
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clean,
        cwd=Path(__file__).parents[3],
    ) as command:
        left = int(command.stdout.readline())
        assert is_alive(left)
        if how == "killed":
            command.send_signal(signal.SIGKILL)
        else:
            command.stdin.write("\n")
            command.stdin.flush()
        command.wait()
        until(lambda: not is_alive(left), what="what was left has ended")
