"""`python -m accord.law.seal FOLDER`: writes pack.yaml anew after a file of a pack was changed (for maintainers)."""
from __future__ import annotations

import sys
from pathlib import Path

from accord.core.ids import digest
from accord.law.folder import MANIFEST, parse, yaml_files


def sealed(folder: Path) -> str:
    """The text of pack.yaml that fits the files of a folder. What is not `files` stays as it was."""
    import yaml

    manifest = parse((folder / MANIFEST).read_bytes(), MANIFEST)
    manifest["files"] = {name: digest((folder / name).read_bytes()) for name in yaml_files(folder)}
    return yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=1000)


def main(arguments: list[str]) -> int:
    """Seal the folder named by the only argument; 2: wrong arguments."""
    if len(arguments) != 1 or not (Path(arguments[0]) / MANIFEST).is_file():
        sys.stderr.write("usage: python -m accord.law.seal FOLDER\n")
        return 2
    folder = Path(arguments[0])
    (folder / MANIFEST).write_text(sealed(folder), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
