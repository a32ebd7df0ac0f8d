from question_bank.catalogue import load_catalogue, title_of


def test_every_row_is_read_with_its_own_id():
    catalogue = load_catalogue()
    assert len(catalogue) == 243
    assert sum(entry.most_asked for entry in catalogue.values()) == 63
    assert sum(entry.kind == "debug" for entry in catalogue.values()) == 4
    assert catalogue["kmeans-lloyd"].minutes == 30


def test_an_unknown_id_is_its_own_title():
    assert title_of("kmeans-plus-plus") == "k-means++ seeding"
    assert title_of("nothing") == "nothing"
