"""Sealed columns say truly where they stand, and nobody sorts by what nobody can read."""

import re

from tests.project.tree import ROOT
from training import app  # noqa: F401  # it knows all tables
from training.database import Model
from training.vault import Secret, SecretJson

SEALED = [
    (table, column)
    for table in Model.metadata.sorted_tables
    for column in table.columns
    if isinstance(column.type, Secret | SecretJson)
]


def test_a_sealed_value_is_bound_to_the_column_that_it_stands_in() -> None:
    assert len(SEALED) > 10
    named = {f"{table.name}.{column.name}": column.type.place for table, column in SEALED}
    assert named == {name: name for name in named}


def test_a_blind_index_is_unique_and_belongs_to_a_sealed_column() -> None:
    indexes = [
        (table, column)
        for table in Model.metadata.sorted_tables
        for column in table.columns
        if "blind_of" in column.info
    ]
    assert [f"{table.name}.{column.name}" for table, column in indexes] == ["account.email_index"]
    for table, column in indexes:
        assert column.unique
        assert (table, table.columns[column.info["blind_of"]]) in SEALED


def test_no_query_sorts_by_a_sealed_column() -> None:
    classes = {mapper.local_table: mapper.class_.__name__ for mapper in Model.registry.mappers}
    names = "|".join(f"{classes[table]}\\.{column.name}" for table, column in SEALED)
    sorting = re.compile(rf"order_by\([^)]*\b(?:{names})\b")
    found = [
        path.name
        for path in (ROOT / "training").rglob("*.py")
        if sorting.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
