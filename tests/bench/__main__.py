"""Run the benchmarks: `python -m tests.bench [name …]`. Each module `bench_<name>.py` prints its own table."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def main(names):
    known = [path.stem.removeprefix("bench_") for path in sorted(HERE.glob("bench_*.py"))]
    if unknown := set(names) - set(known):
        sys.exit(f"No benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    for name in names or known:
        print(f"\n== {name}", flush=True)
        import_module(f"tests.bench.bench_{name}").main()


if __name__ == "__main__":
    main(sys.argv[1:])
