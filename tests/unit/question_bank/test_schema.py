import tomllib

from question_bank.load import builtin_folder
from question_bank.schema import question_schema, schema_path, schema_text


def test_the_schema_file_is_what_the_types_say():
    assert schema_path().read_text() == schema_text(), "Write it again: question_bank.schema.write_schema()"


def test_the_schema_knows_every_key_that_a_package_uses_and_none_of_the_loaders():
    properties = question_schema()["$defs"]["Question"]["properties"]
    data = tomllib.loads((builtin_folder() / "kmeans-lloyd" / "question.toml").read_text())
    assert set(data) <= set(properties)
    assert not {"prompt", "starter", "notes", "sources", "sha256"} & set(properties)
