"""Words that carry a stop without ending a sentence, and words that often begin one.

Written by hand for Kazakh, Russian and English news; the other languages have what their
newspapers use daily. A key is written without its last stop; a lower-case key also
stands for its capitalised form, a capitalised key only for itself (``Sat.``, but ``sat.``).
"""

from collections.abc import Callable
from enum import Enum
from types import MappingProxyType

from bot.core.languages import EN, KK, RU
from bot.core.models import LanguageCode
from bot.text.scripts import cyrillic_to_arabic, cyrillic_to_latin


class Stop(Enum):
    """What the stop after a word tells of the sentence."""

    FOLLOWED = "never its end: a name or an explanation comes next"
    BEFORE_FIRST_WORD = "its end only before a word that often begins a sentence"
    BEFORE_NUMBER = "not its end before a number"
    DATE = "after a number, its end unless the sentence has only begun"
    ENDING = "its end before a capital, for a list or a pronoun has ended, not a name"


_ENGLISH = {
    Stop.FOLLOWED: """
        mr mrs ms mx messrs dr prof rev hon gen lt col maj capt cmdr cpl sgt adm gov sen rep reps
        sens pres supt det insp mt ft fr vs v e.g i.e cf viz a.k.a approx Assoc Asst Amb
    """,
    Stop.BEFORE_FIRST_WORD: """
        inc corp co ltd llc plc bros jr sr esq dept univ est al ave blvd rd hwy bldg ph.d m.d b.a
        m.a u.s u.k u.n e.u a.m p.m d.c u.s.a st
        Ala Ariz Ark Calif Colo Conn Fla Ga Ill Mich Minn Neb Nev Okla Pa Penn Tenn Va Wis Wyo
    """,
    Stop.BEFORE_NUMBER: """
        no nos fig figs p pp vol vols ch sec art para ed eds tel ext
        Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat
    """,
    Stop.ENDING: "etc i",
}

_RUSSIAN = {
    Stop.FOLLOWED: """
        г-н г-жа г-на г-ну г-ном г-жи гр тов ул просп пр-т пер пл наб бул ш пос дер проф акад
        доц д-р канд реж св преп архиеп еп ген полк подполк адм т.е т.к т.н т.о ср напр
        англ фр лат греч исп итал яп укр букв ок прибл Дж Вл Ал оз арх гл нач сост юр
        сев юж зап вост гос нац псевд наст урожд устар разг
    """,
    Stop.BEFORE_FIRST_WORD: """
        вв зам млн млрд трлн тыс обл респ р-н и.о т.ч вкл искл долл им макс тт прим ред авт барр
    """,
    Stop.DATE: "г гг н.э см мин п.п ч.л ст.л",
    Stop.BEFORE_NUMBER: """
        стр рис табл ст п пп абз вып изд тел корп кв оф род мкр ауд руб коп тг км кг сек шт экз чел
        янв фев февр апр авг сен сент окт ноя нояб дек пн вт ср чт пт сб вс
    """,
    Stop.ENDING: "т.д т.п др пр я",
}

_KAZAKH = {
    Stop.FOLLOWED: """
        мыс шам мөлш б.з.б б.з ағылш салыст жоғ төм реж
        солт оңт шығ бат орт мемл шаруаш өнерк тұрғ қоғ
    """,
    Stop.BEFORE_FIRST_WORD: "ж жж ғғ ж.ж ғ.ғ т.ғ.к т.ғ.д ф.ғ.к ф.ғ.д обл ауд уез губ драм дол",
    Stop.BEFORE_NUMBER: "сур кест көш даң пәт мкр қаң ақп нау сәу тг сағ",
    Stop.ENDING: "т.б т.с т.с.с с.с т.т",
}

_UKRAINIAN = {
    Stop.FOLLOWED: "вул ім див напр т.зв просп обл",
    Stop.BEFORE_FIRST_WORD: "рр млн млрд тис",
    Stop.ENDING: "ін т.ін т.д т.п",
}

_KYRGYZ = {Stop.FOLLOWED: "б.з.ч мис", Stop.BEFORE_FIRST_WORD: "ж жж", Stop.ENDING: "ж.б у.с"}

_TURKISH = {
    Stop.FOLLOWED: "dr prof doç yrd av sn op hz bkz örn krş alb org tuğg m.ö m.s t.c st",
    Stop.BEFORE_FIRST_WORD: "a.ş ltd şti mah cad sok apt yy mln mlrd",
    Stop.BEFORE_NUMBER: "no s tel",
    Stop.ENDING: "vb vs o",
}

_UZBEK = {
    Stop.FOLLOWED: "prof akad Sh Ch Yu Ya Ye",
    Stop.BEFORE_FIRST_WORD: "mln mlrd trln a.j",
    Stop.ENDING: "h.k v.b o",
}

_GERMAN = {
    Stop.FOLLOWED: """
        dr prof hr fr st z.b d.h bzw ca vgl sog geb evtl ggf inkl dipl ing hl u.a i.d.r
    """,
    Stop.BEFORE_FIRST_WORD: "mio mrd str jh hrsg v.chr n.chr co",
    Stop.BEFORE_NUMBER: "nr abs art bd kap s tel jan feb mär apr aug sept okt nov dez",
    Stop.ENDING: "usw etc o.ä u.s.w",
}

_FRENCH = {
    Stop.FOLLOWED: "m mm mme mmes mlle mgr me dr pr st ste cf env p.ex",
    Stop.BEFORE_FIRST_WORD: "j.-c av apr éd",
    Stop.BEFORE_NUMBER: "p pp n art fig vol chap tél janv févr juil sept oct nov déc",
    Stop.ENDING: "etc",
}

_SPANISH = {
    Stop.FOLLOWED: """
        sr sra srta sres dr dra d dña ud uds vd gral lic ing arq prof av avda st sta sto p.ej aprox
    """,
    Stop.BEFORE_FIRST_WORD: "ee.uu a.c d.c hab s.a",
    Stop.BEFORE_NUMBER: "pág págs núm art fig vol tel cap ene feb abr jun jul sept oct nov dic",
    Stop.ENDING: "etc",
}

_ANY_LANGUAGE = (_ENGLISH, _RUSSIAN, _KAZAKH)
"""Names and titles of the three travel everywhere, and a guessed language may be wrong."""

_OWN = {
    "de": _GERMAN,
    "es": _SPANISH,
    "fr": _FRENCH,
    "ky": _KYRGYZ,
    "tr": _TURKISH,
    "uk": _UKRAINIAN,
    "uz": _UZBEK,
}


def _merged(*tables: dict[Stop, str]) -> MappingProxyType[str, Stop]:
    """Join tables; the later one wins where they disagree."""
    return MappingProxyType(
        {word: stop for table in tables for stop, words in table.items() for word in words.split()}
    )


_DEFAULT = _merged(*_ANY_LANGUAGE)


def _in(write: Callable[[str], str], table: dict[Stop, str]) -> dict[Stop, str]:
    """The table in another script of Kazakh."""
    return {stop: write(words) for stop, words in table.items()}


_IN_KAZAKH = [
    _in(write, table)
    for write in (cyrillic_to_latin, cyrillic_to_arabic, str)
    for table in (_RUSSIAN, _KAZAKH)
]

_BY_LANGUAGE = {
    LanguageCode(code): _merged(*_ANY_LANGUAGE, table) for code, table in _OWN.items()
} | {
    EN: _merged(_RUSSIAN, _KAZAKH, _ENGLISH),
    RU: _merged(_ENGLISH, _KAZAKH, _RUSSIAN),
    KK: _merged(_ENGLISH, *_IN_KAZAKH),
}


def abbreviations(language: LanguageCode | None) -> MappingProxyType[str, Stop]:
    """Return what is known of stops in *language*, and of those borrowed by any language."""
    return _BY_LANGUAGE.get(language, _DEFAULT) if language else _DEFAULT


ORDINAL_LANGUAGES = frozenset(
    {"cs", "da", "de", "et", "fi", "hr", "hu", "nb", "no", "sk", "sl", "tr"}
)
"""They write «the 5th» as ``5.``"""

QUOTING_LANGUAGES = frozenset({"de", "en", "es", "fr", "ru", "uk"})
"""They set direct speech apart by marks; a Turkic sentence may go on with «дейді» after a «?»."""

_FIRST_WORDS = {
    "en": """
        The A An This That These Those He She It They We You I His Her Its Their Our My But And
        Or So If In On At As For From By With After Before When While Since Because Although
        However There Here What Who Why How Where Which Some Many Most All Both Each One Two No
        Not Yes Also Then Now Still Yet Once Under Over During Until According Meanwhile
    """,
    "ru": """
        В Во На По С Со К Ко О Об У И А Но Да Не Ни За Из Из-за От До При Для Про Под Над Без
        Через После Перед Между Он Она Оно Они Его Её Ее Их Им Я Мы Вы Ты Мне Нам Это Эта Этот
        Эти Этого Тот Та То Те Так Также Тогда Там Тут Здесь Как Какой Когда Кто Что Чтобы Если
        Где Куда Почему Хотя Однако Поэтому Затем Потом Теперь Сейчас Сегодня Вчера Уже Ещё Еще
        Только Кроме Все Всё Весь Был Была Было Были Есть Нет Согласно Благодаря Именно Несмотря
        Более Один Одна
    """,
    "kk": """
        Бұл Ол Олар Оның Олардың Оны Оған Оларға Мен Мені Менің Біз Біздің Сіз Сіздің Сен Ал
        Бірақ Және Сонда Сондай Сондай-ақ Сондықтан Содан Сонымен Сол Осы Осындай Енді Қазір
        Бүгін Кеше Ертең Кейін Алайда Дегенмен Әрі Әр Бір Барлық Егер Өйткені Себебі Мұнда Мұның
        Мұны Онда Одан Бұған Бұдан Кейбір Тағы Тек Жоқ Иә Қалай Неге Кім Не Қайда Қашан Мысалы
        Яғни Міне
    """,
    "ky": "Бул Ал Алар Анын Бирок Биз Азыр Ошондой Мындан",
    "uk": "Це Цей Ця Він Вона Воно Вони Але Що Як Якщо Та Й Ще Коли Тому Після Його",
    "tr": """
        Bu Bunu Bunun O Onun Ama Ancak Bir Ben Biz Siz Ve Fakat Çünkü Daha Her Hiç Şimdi Sonra
        Ayrıca Ne Öyle Böyle Onlar
    """,
    "uz": "Bu Ular Men Biz Ammo Shu Uning Biroq Hozir",
    "de": """
        Der Die Das Ein Eine Er Sie Es Wir Ich Ihr Im Am Um Und Oder Aber Auch Da Dann Dort Diese
        Dieser Dieses Mit Nach Nur Seit Über Vor Von Wie Wenn Wer Was Als Bei Bis Dabei Für So Zu
        Zum Zur Unser Unsere Mein Meine Sein Seine Bitte Leider Viele Alle Einige
    """,
    "fr": """
        Le La Les Un Une Des Il Elle Ils Elles On Ce Cette Ces Cela Et Mais Je Nous Vous En Dans
        Pour Par Sur Avec Après Selon Au Aux Sa Son Ses Si
    """,
    "es": """
        El Los Las Una Unos En Es Se Su Sus Lo Por Para Con Sin Pero Y Este Esta Estos Esto Ese
        Así Aunque Cuando Como Según Durante También Al Del
    """,
}

FIRST_WORDS = frozenset(word for words in _FIRST_WORDS.values() for word in words.split())
"""Words that begin sentences far more often than names."""
