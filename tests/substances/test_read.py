"""Files of substances: every row is kept, every column has its place."""
from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdkit import Chem

from accord.core.errors import InputError, RowError, UsageError
from accord.core.tables import write_table
from accord.substances.columns import ROLES, assign, role
from accord.substances.normalise import structure_from_molblock
from accord.substances.read import rows, smi_batches

ETHANOL = Chem.MolToMolBlock(Chem.MolFromSmiles("CCO"))
ACETONE = Chem.MolToMolBlock(Chem.MolFromSmiles("CC(C)=O"), forceV3000=True)


def wrote(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ID", "id"),
        ("编号", "id"),
        ("品名", "name"),
        ("名称", "name"),
        ("Product Name", "name"),
        ("中文名称", "name_zh"),
        ("CAS号", "cas"),
        ("CAS RN", "cas"),
        ("CAS-Number", "cas"),
        ("SMILES", "smiles"),
        ("IsomericSMILES", "smiles"),
        ("ConnectivitySMILES", "connectivity_smiles"),
        ("PUBCHEM_CONNECTIVITY_SMILES", "connectivity_smiles"),
        ("InChI Key", "inchikey"),
        ("StdInChIKey", "inchikey"),
        ("molblock", "molfile"),
        ("申报日期", "date"),
        ("原产国", "origin"),
        ("目的国", "destination"),
        ("數量(KG)", "quantity_kg"),
        ("数量（kg）", "quantity_kg"),
        ("quantity_kg", "quantity_kg"),
        ("ｃａｓ", "cas"),
        ("浓度(%)", "concentration_pct"),
        ("concentration_pct", "concentration_pct"),
        ("colour", None),
        ("数量", None),
    ],
)
def test_headers_in_english_and_chinese(header: str, expected: str | None) -> None:
    found = role(header)
    assert (found and found[0]) == expected


@given(st.sampled_from(ROLES), st.randoms(use_true_random=False))
def test_every_role_is_found_by_its_own_name_in_any_case(name: str, random: object) -> None:
    spelt = "".join(c.upper() if random.random() < 0.5 else c for c in name)  # type: ignore[attr-defined]
    assert role(f" {spelt} ") == (name, 0)


def test_the_plainest_header_of_a_role_counts_and_a_chinese_second_name_becomes_name_zh() -> None:
    assert assign(["canonical_smiles", "smiles"]) == (("smiles", "smiles"), ("smiles", "canonical_smiles"))
    assert assign(["name", "品名"]) == (("name", "name"), ("name_zh", "品名"))
    assert assign(["name", "中文名", "品名"])[0] == ("name", "name")


def test_a_csv_row_keeps_unknown_columns(tmp_path: Path) -> None:
    path = wrote(tmp_path, "in.csv", "编号,品名,CAS号,数量_kg,colour\n7, 芬太尼 ,437-38-7,25,white\n8,,,,\n")
    first, second = rows(path)
    assert (first.number, first.id, first.error) == (1, "7", None)
    assert first.fields["name"].strip() == "芬太尼"
    assert first.fields["cas"] == "437-38-7"
    assert first.fields["quantity_kg"] == "25"
    assert first.cells["colour"] == "white"
    assert (second.id, second.fields) == ("8", {})


def test_a_mapping_names_columns_with_headers_of_their_own(tmp_path: Path) -> None:
    path = wrote(tmp_path, "in.csv", "ref,stuff,name\nA,CCO,trade goods\n")
    (row,) = rows(path, mapping={"id": "ref", "smiles": "stuff", "name": "name"})
    assert (row.id, row.fields) == ("A", {"smiles": "CCO", "name": "trade goods"})
    (row,) = rows(path, mapping={"smiles": "stuff", "query": "name"})
    assert row.fields == {"smiles": "CCO", "query": "trade goods"}


def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = wrote(tmp_path, "in.csv", "ref,stuff\nA,CCO\n")
    with pytest.raises(InputError) as caught:
        rows(path, mapping={"smiles": "staff"})
    assert caught.value.code == "column_missing"
    with pytest.raises(UsageError) as wrong:
        rows(path, mapping={"smile": "stuff"})
    assert (wrong.value.code, "quantity_kg" in (wrong.value.hint("en") or "")) == ("unknown_role", True)


def test_a_table_that_names_no_substance_is_refused_with_its_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rows(wrote(tmp_path, "in.csv", "ref,stuff\nA,CCO\n"))
    assert caught.value.code == "no_identity_column"
    assert "ref, stuff" in (caught.value.hint("en") or "")


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        rows(wrote(tmp_path, "in.docx", "x"))
    assert "sdf" in (caught.value.hint("en") or "")


@pytest.mark.parametrize("ending", ["jsonl", "parquet", "xlsx", "csv"])
def test_one_row_reads_alike_in_every_format(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    write_table(path, ["id", "smiles", "名称"], [{"id": "a", "smiles": "CCO", "名称": "乙醇"}])
    (row,) = rows(path)
    assert (row.id, row.fields) == ("a", {"name": "乙醇", "smiles": "CCO"})


def test_a_jsonl_row_may_have_columns_of_its_own(tmp_path: Path) -> None:
    path = wrote(tmp_path, "in.jsonl", '{"name": "x"}\n{"CAS": "64-17-5", "id": "b"}\nnot json\n')
    first, second, third = rows(path)
    assert first.fields == {"name": "x"}
    assert (second.id, second.fields) == ("b", {"cas": "64-17-5"})
    assert third.error is not None


def sdf(*records: str) -> str:
    return "".join(f"{record}$$$$\n" for record in records)


@pytest.mark.parametrize("packed", [False, True])
def test_sd_files_keep_title_properties_and_order(tmp_path: Path, packed: bool) -> None:
    text = sdf(
        "first\n" + ETHANOL.partition("\n")[2] + "> <CAS>  (1)\n64-17-5\n\n>  <note>\ntwo\nlines\n\n",
        ACETONE + "> <ID>\nX-2\n\n> <Quantity_kg>\n3.5\n\n",
    ).replace("\n", "\r\n")
    path = wrote(tmp_path, "a.sdf.gz", gzip.compress(text.encode())) if packed else wrote(tmp_path, "a.sdf", text)
    one, two = rows(path)
    assert (one.id, one.fields["cas"], one.cells["note"]) == ("first", "64-17-5", "two\nlines")
    assert (two.id, two.fields["quantity_kg"], "cas" in two.fields) == ("X-2", "3.5", False)
    assert [structure_from_molblock(r.fields["molfile"]).smiles for r in (one, two)] == ["CCO", "CC(C)=O"]


def test_a_broken_record_in_the_middle_keeps_its_row(tmp_path: Path) -> None:
    cut = ETHANOL[:90] + "\n> <ID>\nbroken\n\n"
    merged = ETHANOL + "> <ID>\nm\n\n" + ETHANOL
    garbled = ETHANOL.replace("  3  2  0", "  9  2  0") + "> <ID>\ngarbled\n\n"
    found = list(rows(wrote(tmp_path, "a.sdf", sdf(ETHANOL, cut, merged, garbled, ACETONE) + ETHANOL)))
    assert [row.number for row in found] == [1, 2, 3, 4, 5, 6]
    assert [row.error.code if row.error else None for row in found] == [None, "bad_molfile", "bad_molfile", None, None, None]
    assert found[1].id == "broken"
    assert found[1].error is not None
    assert "M  END" in found[1].error.message("en")
    with pytest.raises(RowError, match="damaged"):
        structure_from_molblock(found[3].fields["molfile"])


def test_a_record_without_atoms_is_known_by_its_properties(tmp_path: Path) -> None:
    empty = Chem.MolToMolBlock(Chem.Mol()) + "> <CAS>\n64-17-5\n\n"
    empty3 = Chem.MolToMolBlock(Chem.Mol(), forceV3000=True) + "> <CAS>\n64-17-5\n\n"
    for row in rows(wrote(tmp_path, "a.sdf", sdf(empty, empty3))):
        assert (row.error, row.fields) == (None, {"cas": "64-17-5"})


def test_bad_bytes_in_one_record_harm_no_other(tmp_path: Path) -> None:
    bad = ETHANOL + "> <note>\na\0b\n\n"
    one, two = rows(wrote(tmp_path, "a.sdf", sdf(bad, ETHANOL)))
    assert one.error is not None
    assert one.error.code == "nul_bytes"
    assert two.error is None


def test_a_molfile_is_one_row(tmp_path: Path) -> None:
    (row,) = rows(wrote(tmp_path, "ethanol.mol", "ethanol\n" + ETHANOL.partition("\n")[2]))
    assert (row.number, row.id) == (1, "ethanol")
    assert structure_from_molblock(row.fields["molfile"]).smiles == "CCO"


SMI = "CCO\tethyl alcohol\nC  c2 more words\r\n\n   \nN\nC[C@H](N)O |&1:1| r1\nnot a smiles\n O o\n"
SMI_ROWS = [
    (1, "ethyl alcohol", "CCO"),
    (2, "c2", "C"),
    (3, None, "N"),
    (4, "r1", "C[C@H](N)O |&1:1|"),
    (5, "a", "not"),
    (6, "o", "O"),
]


@pytest.mark.parametrize("header", ["", "smiles id\n", "SMILES\n"])
@pytest.mark.parametrize("size", [1, 2, 100])
def test_smiles_files_in_batches_and_one_by_one(tmp_path: Path, header: str, size: int) -> None:
    path = wrote(tmp_path, "a.smi.gz", gzip.compress((header + SMI).encode()))
    batches = list(smi_batches(path, size))
    assert [row for batch in batches for row in batch] == SMI_ROWS
    assert all(0 < len(batch) <= size for batch in batches)
    assert [(row.number, row.id, row.fields["smiles"]) for row in rows(path)] == SMI_ROWS
    assert [row.cells.get("text") for row in rows(path)] == [None, "more words", None, None, "smiles", None]


def test_a_header_of_a_smiles_file_names_its_columns(tmp_path: Path) -> None:
    path = wrote(tmp_path, "a.smi", "smiles\tid\tcas\tnote\nCCO\ta\t64-17-5\tsome words\nC\tb\n")
    one, two = rows(path)
    assert (one.id, one.fields, one.cells["note"]) == ("a", {"smiles": "CCO", "cas": "64-17-5"}, "some words")
    assert (two.id, two.fields, two.cells["note"]) == ("b", {"smiles": "C"}, None)
    assert [row for batch in smi_batches(path, 10) for row in batch] == [(1, "a", "CCO"), (2, "b", "C")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_smiles_files_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = wrote(tmp_path, "a.smi", "CCO\t乙醇产品\nCO\t甲醇产品\n".encode(encoding))
    expected = [(1, "乙醇产品", "CCO"), (2, "甲醇产品", "CO")]
    assert [row for batch in smi_batches(path, 10) for row in batch] == expected
    assert [(row.number, row.id, row.fields["smiles"]) for row in rows(path)] == expected


def test_a_smiles_file_larger_than_one_block_loses_nothing(tmp_path: Path) -> None:
    count = 60_000
    path = wrote(tmp_path, "a.smi", "".join(f"{'C' * (i % 17 + 1)} id{i}\n" for i in range(count)))
    found = [row for batch in smi_batches(path, 7_000) for row in batch]
    assert found == [(i + 1, f"id{i}", "C" * (i % 17 + 1)) for i in range(count)]
