"""Languages by code and by the names people give them."""

from bot.core.errors import UnknownLanguageError
from bot.core.models import LanguageCode, Script

EN, RU, KK = LanguageCode("en"), LanguageCode("ru"), LanguageCode("kk")

INTERFACE_LANGUAGES = (KK, RU, EN)
"""The bot speaks these itself; the order is that of its buttons."""

_NAMES = {
    # code: name in English, name in the language itself, further names people type
    "ar": ("Arabic", "العربية", "араб", "арабский", "арабша"),
    "az": ("Azerbaijani", "azərbaycanca", "азербайджанский", "әзірбайжанша"),
    "ba": ("Bashkir", "башҡортса", "башкирский"),
    "be": ("Belarusian", "беларуская", "белорусский"),
    "bg": ("Bulgarian", "български", "болгарский"),
    "de": ("German", "Deutsch", "немецкий", "неміс", "немісше"),
    "en": ("English", "English", "английский", "ағылшын", "ағылшынша", "eng", "англ"),
    "es": ("Spanish", "español", "испанский", "испанша"),
    "fr": ("French", "français", "французский", "французша"),
    "it": ("Italian", "italiano", "итальянский"),
    "ja": ("Japanese", "日本語", "японский"),
    "kk": ("Kazakh", "қазақша", "казахский", "қазақ", "kz", "qz", "kaz", "qazaqsha", "каз"),
    "ko": ("Korean", "한국어", "корейский"),
    "ky": ("Kyrgyz", "кыргызча", "киргизский", "кыргызский", "қырғызша", "kg"),
    "pl": ("Polish", "polski", "польский"),
    "pt": ("Portuguese", "português", "португальский"),
    "ru": ("Russian", "русский", "орыс", "орысша", "rus", "рус"),
    "tr": ("Turkish", "Türkçe", "турецкий", "түрікше"),
    "tt": ("Tatar", "татарча", "татарский", "татарша"),
    "uk": ("Ukrainian", "українська", "украинский", "ua"),
    "uz": ("Uzbek", "oʻzbekcha", "узбекский", "өзбекше"),
    "zh": ("Chinese", "中文", "китайский", "қытайша", "cn"),
}

KNOWN_LANGUAGES = tuple(LanguageCode(code) for code in _NAMES)

_CODES = {
    name.casefold(): LanguageCode(code)
    for code, names in _NAMES.items()
    for name in (code, *names)
}


def parse_language(name: str) -> LanguageCode:
    """Read a code, a tag such as ``kk-KZ`` or a name such as ``қазақша``.

    Raises:
        UnknownLanguageError: Nothing here goes by that name.
    """
    wanted = name.strip().casefold().replace("_", "-")
    found = _CODES.get(wanted) or _CODES.get(wanted.partition("-")[0])
    if found is None:
        raise UnknownLanguageError(name.strip())
    return found


def find_language(name: str | None) -> LanguageCode | None:
    """Like parse_language, but None for what is missing or unknown."""
    try:
        return parse_language(name) if name else None
    except UnknownLanguageError:
        return None


_SCRIPTS = {
    name: script
    for script, names in {
        Script.CYRILLIC: "cyrl cyrillic кирилл кирилше кириллица",
        Script.LATIN: "latn latin latyn latynşa латын латынша латиница",
        Script.ARABIC: "arab төте tote töte اراب توته توتە",
    }.items()
    for name in names.split()
}


KAZAKH_SCRIPTS = {
    Script.CYRILLIC: "Кирилл",
    Script.LATIN: "Latyn",
    Script.ARABIC: "اراب",
}
"""Each by its name in itself, in the order of their buttons."""


def find_script(name: str) -> Script | None:
    """A script that Kazakh is written in, by its code or name; None if unknown."""
    return _SCRIPTS.get(name.strip().casefold())


def find_written(
    name: str | None, own: Script = Script.CYRILLIC
) -> tuple[LanguageCode, Script] | None:
    """A language and the script to write it in: ``ru``, ``kk-Latn``, ``төте``; None if unknown.

    The name of a script alone means Kazakh, which is written in three: in the reader's *own*
    where none is named.
    """
    if not name:
        return None
    wanted = name.strip().casefold().replace("_", "-")
    script = _SCRIPTS.get(wanted) or _SCRIPTS.get(wanted.rpartition("-")[2])
    language = KK if wanted in _SCRIPTS else find_language(name)
    if language is None:
        return None
    return language, (script or own if language == KK else Script.CYRILLIC)


def parse_written(name: str, own: Script = Script.CYRILLIC) -> tuple[LanguageCode, Script]:
    """Like find_written; raises UnknownLanguageError."""
    found = find_written(name, own)
    if found is None:
        raise UnknownLanguageError(name.strip())
    return found


def interface_language(tag: str | None) -> LanguageCode:
    """The language the bot speaks to a person whose app is set to *tag*; English if in doubt."""
    language = find_language(tag)
    return language if language in INTERFACE_LANGUAGES else EN


def native_name(language: LanguageCode) -> str:
    """What the language calls itself, with a capital: on buttons, where a flag would lie."""
    name = _NAMES[language][1]
    return name[0].upper() + name[1:]


def english_name(language: LanguageCode) -> str:
    """The name in English, for engines and logs."""
    return _NAMES[language][0]
