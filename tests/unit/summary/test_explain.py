import pytest

from bot.core.errors import NothingToSummarizeError
from bot.core.languages import KK
from bot.core.models import Article
from bot.summary.explain import explain

TEXT = (
    "Қалада жаңа көпір ашылды, оны салуға екі жыл кетті.\n\n"
    "Көпірдің ұзындығы 640 метр. Көпірдің ұзындығы 640 метр.\n\n"
    "Енді қаланың екінші бөлігіне он минутта жетуге болады."
)


def test_each_sentence_has_its_rank_and_features_in_article_order() -> None:
    found = explain(Article(TEXT, language=KK), method="qysqa")

    assert found.kind == "news"
    assert [TEXT[one.sentence.start : one.sentence.end] for one in found.sentences] == [
        one.sentence.text for one in found.sentences
    ]
    assert found.sentences[0].rank == 1
    assert found.sentences[0].features["opening"] == 1
    assert all(0 <= value <= 1 for one in found.sentences for value in one.features.values())


def test_a_repeated_sentence_has_no_rank() -> None:
    found = explain(Article(TEXT, language=KK), method="qysqa")

    assert sorted(one.rank or 0 for one in found.sentences) == [0, 1, 2, 3]


def test_another_method_ranks_by_its_own_lights() -> None:
    found = explain(Article(TEXT), method="lead", language=KK)

    assert [one.rank for one in found.sentences][:2] == [1, 2]


def test_nothing_is_explained_of_nothing() -> None:
    with pytest.raises(NothingToSummarizeError):
        explain(Article("…"), method="qysqa")
