"""Files from elsewhere are unchanged, each with its licence."""

from __future__ import annotations

import hashlib
import re

from tests.paths import ROOT

STATIC = ROOT / "cmia_docs" / "static"
VENDOR = STATIC / "vendor"


def recorded() -> dict[str, str]:
    lines = (VENDOR / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    return {name: total for total, name in (line.split("  ") for line in lines)}


def test_files_match_their_recorded_sums() -> None:
    there = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.glob("*/*")
    }
    assert there == recorded()


def test_each_folder_has_a_licence_and_a_line_in_the_readme() -> None:
    readme = (VENDOR / "README.md").read_text(encoding="utf-8")
    for folder in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert (folder / "LICENSE").stat().st_size > 0
        assert f"| `{folder.name}/` |" in readme


def test_every_address_in_our_style_sheets_exists() -> None:
    for sheet in (STATIC / "css").glob("*.css"):
        for address in re.findall(r'url\("([^"]+)"\)', sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).resolve().is_file(), f"{sheet.name}: {address}"
