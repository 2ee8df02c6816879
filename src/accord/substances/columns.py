"""Which column of a table plays which role, by its header in English or Chinese."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from accord.core.errors import UsageError

ROLES = (
    "id", "query", "name", "name_zh", "cas", "smiles", "connectivity_smiles", "inchi", "inchikey", "molfile",
    "date", "origin", "destination", "quantity_kg", "concentration_pct",
)
"""All roles. connectivity_smiles is a SMILES without stereo: it counts less than smiles and does not contradict it."""

IDENTITY = ("query", "name", "name_zh", "cas", "smiles", "connectivity_smiles", "inchi", "inchikey", "molfile")
"""Roles that say what the substance is."""

_ALIASES: dict[str, str] = {
    "id": "id, 编号, row id, record id, item, item no, catalog no, catalog number, catalogue number, cat no, product id, product no, sku,"
    " compound id, substance id, zinc id, chembl id, database id, pubchem compound cid, cid,"
    " 货号, 产品编号, 商品编号, 序号, 項目編號, 編號",
    "query": "query, text, substance, structure, 查询, 检索, 物质, 结构, 结构式, 查詢, 物質",
    "name": "name, 品名, 名称, name en, english name, product name, chemical name, compound name, substance name, product, declared name,"
    " goods, goods description, preferred name, title name, pubchem iupac name, iupac name, 英文名, 英文名称, 化学名, 化学名称, 产品名称,"
    " 商品名称, 货物名称, 物质名称, 申报品名, 名稱, 產品名稱, 英文名稱, 貨物名稱",
    "name_zh": "name zh, name cn, chinese name, 中文名, 中文名称, 中文品名, 中文, 中文名稱",
    "cas": "cas, cas号, cas rn, casrn, cas no, cas nr, cas number, cas registry number, cas登记号, cas编号, cas號, 登记号",
    "smiles": "smiles, isomeric smiles, absolute smiles, smiles isomeric, pubchem smiles, pubchem openeye iso smiles, canonical smiles,"
    " smiles string, pubchem openeye can smiles",
    "connectivity_smiles": "connectivity smiles, pubchem connectivity smiles, flat smiles, smiles flat, nonisomeric smiles",
    "inchi": "inchi, standard inchi, std inchi, pubchem iupac inchi, inchi string",
    "inchikey": "inchikey, standard inchikey, std inchikey, pubchem iupac inchikey",
    "molfile": "molfile, molblock, ctab, mol",
    "date": "date, 日期, on, declaration date, export date, ship date, shipment date, offence date, 申报日期, 出口日期, 发货日期, 報關日期",
    "origin": "origin, 原产国, origin country, country of origin, exporting country, 出口国, 启运国, 原产地, 原產國, 起运国",
    "destination": "destination, 目的国, destination country, country of destination, importing country, final destination, 目的地, 运抵国,"
    " 进口国, 最终目的国, 目的國",
    "quantity_kg": "quantity kg, 数量 kg, qty kg, mass kg, weight kg, net weight kg, 数量 千克, 数量 公斤,"
    " 重量 kg, 净重 kg, 净重 千克, 數量 kg",
    "concentration_pct": "concentration pct, concentration %, concentration percent, content %, 浓度 %, 浓度 pct, 含量 %, 濃度 %",
}


@lru_cache(maxsize=4096)
def role(header: str) -> tuple[str, int] | None:
    """Role of a header and its rank among the names of that role (0 is the plainest); None for a column that has none.

    Case, width, blanks, underscores, hyphens and brackets do not count: `数量(kg)`, `数量_kg` and `數量 KG` are one.
    """
    return _by_fold().get(_fold(header))


def assign(headers: Iterable[str], mapping: Mapping[str, str] | None = None) -> tuple[tuple[str, str], ...]:
    """Columns that play a role, as (role, header), best first within a role.

    A second name column with a Chinese header is taken as name_zh where there is none.

    Args:
        headers: as in the file.
        mapping: role -> header as in the file; such a role is read from this column alone, and the column has no other role.

    Raises:
        UsageError: unknown_role.
    """
    given = dict(mapping or {})
    for wanted in given:
        if wanted not in ROLES:
            raise UsageError("unknown_role", text=wanted, known=", ".join(ROLES))
    headers = list(headers)
    found = [(wanted, 0, header) for wanted, header in given.items() if header in headers]
    for header in headers:
        told = role(header)
        if told is not None and header not in given.values() and told[0] not in given:
            found.append((told[0], told[1], header))
    found.sort(key=lambda one: (ROLES.index(one[0]), one[1]))
    pairs = [(name, header) for name, _, header in found]
    return tuple(_second_name(pairs))


def _second_name(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    names = [header for name, header in pairs if name == "name"]
    if len(names) < 2 or any(name == "name_zh" for name, _ in pairs):
        return pairs
    chinese = next((header for header in names if re.search(r"[\u4e00-\u9fff]", header) and not header.startswith("英文")), None)
    return [("name_zh", header) if (name, header) == ("name", chinese) else (name, header) for name, header in pairs]


def _fold(header: str) -> str:
    return re.sub(r"[^\w%]|_", "", unicodedata.normalize("NFKC", header).casefold())


@cache
def _by_fold() -> dict[str, tuple[str, int]]:
    return {_fold(alias): (name, rank) for name, aliases in _ALIASES.items() for rank, alias in enumerate(aliases.split(","))}
