"""Prints the table that docs/numbers.md records.

    python -m benchmarks [--catalogue FILE.smi] [--rows N]

Without --catalogue the product's own table of everyday goods is repeated; a real catalogue gives numbers that mean more.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks import catalogue, screening, startup


def main() -> None:
    """Measure and print one line per number: what, value, unit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--catalogue", type=Path, help="a .smi file to screen")
    parser.add_argument("--rows", type=int, default=20_000, help="rows of the file that is screened")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = catalogue.write(Path(folder) / "catalogue.smi", asked.rows, asked.catalogue)
        few = catalogue.write(Path(folder) / "few.smi", 200, asked.catalogue)
        print(f"{'what':58} {'value':>10}  unit")
        for what, value, unit in (*startup.measured(), *screening.measured(source, few, asked.rows)):
            print(f"{what:58} {value:>10}  {unit}")


if __name__ == "__main__":
    main()
