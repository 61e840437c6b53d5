"""A summary whose sentences know their place on the page."""

from bot.core.languages import KK
from bot.core.models import Article, Note, Validators
from bot.service.choose import choose

TEXT = (
    "Ауылда жаңа кітапхана ашылды. Онда он мың кітап бар.\n\n"
    "Кітапхана кешкі тоғызға дейін жұмыс істейді. Балаларға бөлек бөлме берілді."
)
VISIBLE = f"Басты бет\nАуылда жаңа кітапхана ашылды\n{TEXT}\nПікір қалдыру"


def test_sentences_of_a_page_have_a_directive_that_leads_to_them() -> None:
    article = Article(TEXT, "Кітапхана", KK, visible=VISIBLE, notes=(Note.OPEN_PART,))
    summary = choose(article, key="k", method="lead", depth=4)

    assert [one.directive is not None for one in summary.ranked] == [True] * 4
    assert all((one.directive or "").startswith("text=") for one in summary.ranked)
    assert len({one.directive for one in summary.ranked}) == 4
    assert summary.notes == (Note.OPEN_PART,)


def test_sentences_of_a_text_have_none() -> None:
    known = Validators('"1"')
    summary = choose(Article(TEXT, validators=known), key="k", method="lead", depth=4)

    assert {one.directive for one in summary.ranked} == {None}
    assert summary.validators == known
