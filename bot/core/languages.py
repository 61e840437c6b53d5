"""Languages by code and by the names people give them."""

from bot.core.errors import UnknownLanguageError
from bot.core.models import LanguageCode

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
