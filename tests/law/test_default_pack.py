"""The pack that comes with the product: whole, sealed, and true to the rules by which its entries are read."""
from __future__ import annotations

from collections import Counter

import pytest

from accord import law
from accord.law import listing, seal
from accord.law.folder import DEFAULT
from accord.law.model import Entry
from accord.law.verify import verify_pack

PACK = law.load()
ENTRIES = [e for part in PACK.parts.values() for e in part.entries]
ITEMS = [e for e in ENTRIES if e.kind == "item"]
BY_ID = {e.id: e for e in ENTRIES}


def state(entry: Entry, day: str) -> str:
    """The firmest state of the windows of an entry on a day."""
    return max((w.state(day) for w in entry.windows), key=["no", "cannot_say", "yes"].index)


def test_the_seal_fits_the_files() -> None:
    assert (DEFAULT / "pack.yaml").read_text(encoding="utf-8") == seal.sealed(DEFAULT), "run: python -m accord.law.seal on the default pack"


def test_the_pack_is_whole() -> None:
    assert verify_pack()["why"] is None


def test_eight_jurisdictions_with_entries_and_gaps() -> None:
    assert tuple(PACK.parts) == ("UN", "US", "CN", "UK", "CA", "DE", "EU", "AU")
    assert all(part.entries and part.missing and part.law_as_of == "2026-11-22" for part in PACK.parts.values())


def test_every_entry_says_where_it_comes_from_how_sure_it_is_and_since_when_it_is_known() -> None:
    assert [e.id for e in ENTRIES if not (e.citation and e.confidence and e.known_at)] == []


def test_ids_are_unique() -> None:
    ids = [e.id for e in ENTRIES] + [m.id for part in PACK.parts.values() for m in part.missing]
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_cas_numbers_have_their_check_digit() -> None:
    from accord.substances import cas

    numbers = {n for e in ITEMS if e.substance is not None for n in e.substance.cas}
    assert [n for n in sorted(numbers) if cas.parse(n) != n] == []


@pytest.mark.parametrize(
    ("entry", "states"),
    [  # days on either side of a change, as the cited texts have them
        ("UN-1988-I-mapa", {"2020-11-02": "no", "2020-11-03": "yes"}),
        ("UN-1988-I-npp", {"2017-03-15": "no", "2017-10-18": "cannot_say", "2017-12-31": "yes"}),
        ("UN-1961-I-fentanyl", {"1963-12-31": "no", "1964-06-01": "cannot_say", "1964-12-31": "yes"}),
        ("US-1308.11-9098-brorphine", {"2021-02-28": "no", "2021-03-01": "yes", "2023-02-28": "yes"}),
        ("US-1308.11-9098-brorphine", {"2023-03-01": "cannot_say", "2023-04-04": "cannot_say", "2023-04-05": "yes"}),
        ("US-1308.11-n-desethyl-protonitazene", {"2025-10-14": "no", "2025-10-15": "yes", "2027-10-14": "yes", "2027-10-15": "no"}),
        ("US-1308.14-1670-fenfluramine", {"2016-02-08": "yes", "2022-12-22": "yes", "2022-12-23": "no"}),
        ("US-1310.02a-propionyl-chloride", {"2026-03-09": "no", "2026-03-10": "cannot_say", "2026-06-10": "yes"}),
        ("CN-NM-2025-1", {"2015-09-30": "no", "2015-10-01": "yes"}),
        ("CN-NM-2025-121", {"2017-05-30": "no", "2017-07-01": "cannot_say", "2017-08-01": "yes"}),
        ("CN-NAR-2025-13", {"2013-12-31": "cannot_say", "2014-01-01": "yes"}),
        ("CN-PSY2-2025-12", {"2025-08-20": "cannot_say", "2025-08-21": "yes"}),
        ("CN-PRE-II-4-piperidone", {"2025-03-04": "no", "2025-03-05": "cannot_say", "2026-11-22": "cannot_say"}),
        ("EU-PRE-1-npp", {"2018-07-06": "no", "2018-07-07": "yes"}),
        ("UK-MDA-A-brorphine", {"2024-03-19": "no", "2024-03-20": "yes"}),
        ("CA-CDSA-V-1-1-spirobrorphine", {"2026-06-05": "yes", "2027-06-03": "yes", "2027-06-04": "no"}),
        ("DE-BTMG-I-benzylfentanyl", {"2000-01-01": "cannot_say", "2026-11-22": "cannot_say"}),
    ],
)
def test_states_of_entries(entry: str, states: dict[str, str]) -> None:
    assert {day: state(BY_ID[entry], day) for day in states} == states


@pytest.mark.parametrize("entry", ["UN-1988-I-depapd", "CN-PRE-II-apaa", "CN-PRE-II-acetoacetanilide", "CN-PRE-II-4-piperidone"])
def test_what_is_open_never_says_yes(entry: str) -> None:
    assert BY_ID[entry].effect == "cannot_say"


def test_name_conflict_shows_both_readings() -> None:
    assert len(BY_ID["CN-PRE-II-apaa"].dissent) == 2


def test_isomer_scopes() -> None:
    def isomers(entry: Entry) -> str:
        return entry.data.get("isomers") or BY_ID[entry.scope or ""].data["isomers"]

    expected = {
        "UN-1961-I-morphine": "any",
        "UN-1971-II-amfetamine": "any",
        "UN-1971-III-cathine": "as_drawn",
        "UN-1988-I-ephedrine": "optical",
        "UN-1988-I-lysergic-acid": "as_drawn",
        "US-1308.12-9801-fentanyl": "optical",
        "US-1308.11-9833-3-methylthiofentanyl": "optical+geometric",
        "US-1308.11-9664-2-me-ap-237": "optical+geometric",
        "CN-NM-2025-107": "any",
        "CN-PRE-I-ephedrine": "as_drawn",
    }
    assert {i: isomers(BY_ID[i]) for i in expected} == expected


def test_esters_and_ethers_only_where_the_list_covers_them() -> None:
    expected = {
        "UN-1961-I-morphine": True,
        "UN-1971-I-psilocine": False,
        "US-1308.11-9624-etonitazene": True,
        "US-1308.12-9801-fentanyl": True,
        "US-1308.14-2765-diazepam": False,
        "CN-NM-2025-304": False,
        "CN-NM-2025-305": True,
        "CN-NAR-2025-18": True,
        "CN-PSY1-2025-2": False,
    }
    assert {i: BY_ID[BY_ID[i].scope or ""].data["esters"] for i in expected} == expected


def test_excepted_mirror_images_are_no_listed_form() -> None:
    for scope in ("UN-1961-SCOPE", "US-1308.12c-SCOPE", "US-1308.11b-SCOPE"):
        names = {x["name"]: x["inchikey"] for x in BY_ID[scope].data["excepted"]}
        assert names["dextromethorphan"] == "MKXZASYAUGDDCJ-NJAFHUGGSA-N"
        assert "dextrorphan" in names
        listed = {e.substance.inchikey for e in ITEMS if e.substance is not None and e.scope == scope}
        assert not listed & set(names.values())


def test_one_number_names_one_skeleton() -> None:
    found: dict[str, set[str]] = {}
    for entry in ITEMS:
        if entry.substance is not None and entry.substance.inchikey is not None:
            for number in entry.substance.cas:
                found.setdefault(number, set()).add(entry.substance.inchikey[:14])
    assert {n: k for n, k in found.items() if len(k) > 1} == {}


def test_destination_rule() -> None:
    entry = BY_ID["CN-EXPORT-SPECIFIC-2025"]
    members = entry.data["members"]
    firm = [m["substance"]["key"] for m in members if "effect" not in m]
    assert (entry.regime, entry.data["origin"], firm) == ("export", "CN", ["npp-3-methyl-ester", "npp-3-ethyl-ester"])
    assert all(m["confidence"] == "unconfirmed" for m in members if "effect" in m)
    assert Counter(tuple(m["destinations"]) for m in members) == {("US", "MX", "CA"): 9, ("MM", "LA", "AF"): 3}


def test_plants_preparations_and_groups_stay_entries_found_by_name() -> None:
    groups = ("UN-1961-I-opium", "US-1308.13-2100-barbituric-acid-derivative", "US-1308.11-7415-peyote", "CN-PSY2-2025-75")
    for entry in groups:
        listed = BY_ID[entry].substance
        assert listed is not None
        assert (listed.evidence, listed.inchikey) == ("none", None)


def test_missing_instruments_of_the_three_main_parts() -> None:
    missing = {m.id: m for part in PACK.parts.values() for m in part.missing}
    assert missing["CN-SC-2021"].relevance
    unseen = {"CN-NM-2026": "2026-07-01", "CN-PSY2-2026": "2026-10-01", "US-GAP-2024": "2024-04-12", "US-GAP-2026": "2026-04-03"}
    assert {i: missing[i].since for i in unseen} == unseen
    assert not any(missing[i].relevance for i in unseen)
    assert missing["CN-EXPORT-PART-2"].destinations == ("MM", "LA", "AF")


def test_everyday_names_are_there_in_chinese_in_every_part() -> None:
    names = {"UN-1961-I-heroin": "海洛因", "US-1308.12-9300-morphine": "吗啡", "EU-PRE-1-4-ap": "4-苯胺基哌啶", "UK-PRE-3-acetone": "丙酮"}
    for entry, name in names.items():
        listed = BY_ID[entry].substance
        assert listed is not None
        assert name in listed.names_zh


def test_every_entry_can_be_shown() -> None:
    import json

    assert all(json.dumps(listing.show(PACK, e.id), ensure_ascii=False) for e in ENTRIES[::97])


def test_no_name_was_cut_at_a_parenthesis() -> None:
    names = {n for e in ITEMS if e.substance is not None for n in (e.substance.name, *e.substance.synonyms, *e.substance.names_zh)}
    assert [n for n in sorted(names) if n.count("(") != n.count(")") or n.count("[") != n.count("]")] == []
