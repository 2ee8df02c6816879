#!/usr/bin/env bash
# Installs the wheel of dist/ into an empty environment and runs the demo there, outside the source tree.
set -euo pipefail
root="$(cd "$(dirname "$0")/../.." && pwd)"
python="${PYTHON:-python3}"
wheel="$(echo "$root"/dist/accord-*.whl)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
if [ -n "${UV:-}" ]; then
  "$UV" venv --quiet --python "$python" "$work/env"
  "$UV" pip install --quiet --python "$work/env/bin/python" -c "$root/constraints.txt" "$wheel"
else
  "$python" -m venv "$work/env"
  "$work/env/bin/python" -m pip install --quiet --disable-pip-version-check -c "$root/constraints.txt" "$wheel"
fi
cd "$work"
unset PYTHONPATH
./env/bin/accord --version
./env/bin/accord demo -o out > demo.txt
head -1 demo.txt
./env/bin/python - <<'PY'
"""The demo's files are there and add up."""
import json
from pathlib import Path

rows = [json.loads(line) for line in Path("out/answers.jsonl").read_text(encoding="utf-8").splitlines()]
page = Path("out/report.html").read_text(encoding="utf-8")
assert len(rows) >= 60, len(rows)
assert [row["row"] for row in rows] == list(range(1, len(rows) + 1))
assert "<svg" in page and "<script" not in page
print(f"the wheel alone screened {len(rows)} rows and wrote a report of {len(page) // 1024} kB")
PY
