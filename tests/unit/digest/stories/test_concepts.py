from collections import Counter

import pytest

from bot.core.models import LanguageCode
from bot.digest.stories.concepts import LANGUAGES, concept
from bot.digest.stories.concepts_law import LAW
from bot.digest.stories.concepts_life import LIFE
from bot.digest.stories.concepts_place import PLACE
from bot.digest.stories.concepts_state import STATE

TABLES = (LAW, STATE, LIFE, PLACE)


@pytest.mark.parametrize(
    "words",
    [
        {"en": "courts", "ru": "суда", "kk": "сотының", "ky": "сотто", "tr": "mahkemeye"},
        {"en": "children", "ru": "детей", "kk": "балалар", "uz": "bolalarga", "tr": "çocuklar"},
        {"en": "police", "ru": "полиции", "kk": "полициясы", "uz": "politsiya", "tr": "polisi"},
        {
            "en": "earthquake",
            "ru": "землетрясения",
            "kk": "сілкінісі",
            "uz": "zilzila",
            "tr": "deprem",
        },
        {"en": "songs", "ru": "песню", "kk": "әншінің", "uz": "qo'shiq", "tr": "şarkıcı"},
    ],
)
def test_a_subject_has_one_name_in_all_languages(words: dict[str, str]) -> None:
    found = {concept(word, LanguageCode(language)) for language, word in words.items()}

    assert len(found) == 1
    assert None not in found


def test_what_is_in_no_table_has_no_name() -> None:
    assert concept("абракадабра", LanguageCode("ru")) is None
    assert concept("суда", LanguageCode("fr")) is None
    assert concept("суда", None) is None


def test_every_line_has_six_languages_and_a_name_of_its_own() -> None:
    lines = [line for table in TABLES for line in table.replace("\n    ", " ").split("\n") if line]
    names = Counter(line.split()[0] for line in lines)

    assert {line.count("|") for line in lines} == {len(LANGUAGES) - 1}
    assert [name for name, times in names.items() if times > 1] == []
    assert all(column.strip() for line in lines for column in line.split("|"))
