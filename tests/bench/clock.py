"""Runs a command and prints its seconds and the most memory that it held, as JSON; a process of its own, and a small one.

Run: python -I -S clock.py FILE COMMAND…. A child's peak begins with what its parent held when it was started, so the
benchmark itself, which is large, must not start what it measures. FILE takes what the command prints.
"""

import json
import os
import sys
import time


def main() -> int:
    output = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    actions = [(os.POSIX_SPAWN_DUP2, output, 1), (os.POSIX_SPAWN_DUP2, output, 2)]
    start = time.perf_counter()
    process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=actions)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    unit = 1 if sys.platform == "darwin" else 1024
    print(json.dumps({"seconds": seconds, "peak": usage.ru_maxrss * unit}))
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main())
