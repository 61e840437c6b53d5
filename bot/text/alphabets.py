"""Tables of letters: what alphabets hold, and how Kazakh spells itself in three scripts."""

import re
from dataclasses import dataclass
from types import MappingProxyType

from bot.core.models import LanguageCode

_BASIC_LATIN = "abcdefghijklmnopqrstuvwxyz"

ALPHABETS = MappingProxyType(
    {
        LanguageCode(code): frozenset(letters)
        for code, letters in {
            "ba": "аәбвгғдеёжҙзийкҡлмнңоөпрҫстуүфхһцчшщъыьэюя",
            "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
            "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
            "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
            "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
            "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "tt": "аәбвгдеёжҗзийклмнңоөпрстуүфхһцчшщъыьэюя",
            "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyz",
            "de": _BASIC_LATIN + "äöüß",
            "en": _BASIC_LATIN,
            "es": _BASIC_LATIN + "áéíñóúü",
            "fr": _BASIC_LATIN + "àâçéèêëîïôûùüÿœæ",
            "it": _BASIC_LATIN + "àèéìíîòóùú",
            "pl": _BASIC_LATIN + "ąćęłńóśźż",
            "pt": _BASIC_LATIN + "áâãàçéêíóôõúü",
            "tr": "abcçdefgğhıijklmnoöprsştuüvyzâîû",
            "uz": "abcdefghijklmnopqrstuvxyz",
        }.items()
    }
)
"""Small letters of each language written in Cyrillic or Latin (for uz: Latin).

Uzbek oʻ and gʻ end in a modifier letter that is dropped before letters are looked up.
"""

KAZAKH_ARABIC = frozenset("اٵبۆگعدەجزيكقلمنڭوٶپرستۋۇٷفحھهچشىٸٴء")
"""The letters Kazakh uses of the Arabic script."""

KAZAKH_ARABIC_ONLY = frozenset("ەۇۋڭٴٵٶٷٸۆ")
"""Those of them that Arabic has not."""

PROOF_LETTERS = MappingProxyType(
    {LanguageCode("ba"): frozenset("ҙҡҫ"), LanguageCode("az"): frozenset("ə")}
)
"""Letters without which a text is not taken for the language: it has too near a neighbour."""

KAZAKH_VOWELS = "аәеоөұүыі"

CYRILLIC_TO_LATIN = MappingProxyType(
    dict(
        zip(
            "аәбвгғдежзийкқлмнңоөпрстуұүфхһшыіэ", "aäbvgğdejziikqlmnñoöprstuūüfhhşyıe", strict=True
        )
    )
    | {"ё": "io", "ц": "ts", "ч": "tş", "щ": "ştş", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
)
"""Kazakh alphabet of 2021; letters of Russian words as they are usually rendered in it."""


@dataclass(frozen=True, slots=True)
class LatinSpelling:
    """A way to write Kazakh in Latin letters, and how it reads in Cyrillic.

    *sign* recognizes it; *small* holds the small letters that differ from Unicode's;
    *token* finds what stands for one Cyrillic letter, its group ``glide`` what stands for й.
    """

    sign: re.Pattern[str]
    small: MappingProxyType[str, str]
    token: re.Pattern[str]
    letters: MappingProxyType[str, str]


_COMMON = dict(zip("abcdefghjklmnopqrstuvwxyz", "абцдефгхжклмнопқрстувухыз", strict=True))

LATIN_2021 = LatinSpelling(
    sign=re.compile("[äğñöūüşıÄĞÑÖŪÜŞİ]"),
    small=MappingProxyType({"I": "ı", "İ": "i"}),
    token=re.compile(
        "ştş|tş|ts|(?<![^\\W\\d_])i[au]|(?<=[aäeioöuūüyı])i[au]|(?P<glide>(?<=[aäeoöuūüyıi])i)"
        "|[^\\W\\d_]"
    ),
    letters=MappingProxyType(
        _COMMON
        | dict(zip("äğñöūüşıiç", "әғңөұүшіич", strict=True))
        | {"ia": "я", "iu": "ю", "ts": "ц", "tş": "ч", "ştş": "щ"}
    ),
)
"""The alphabet of 2021 (draft of 28 January 2021)."""

SKELETON_OF_LATIN = MappingProxyType(
    dict(
        zip("aäbvgğdejzikqlmnñoöprstuūüfhşyıeç", "аәбвгғдежзикқлмнңоөпрстуұүфхшыіеч", strict=True)
    )
)
"""The alphabet of 2021 letter by letter, for what ``spelling`` makes of it."""

LATIN_2018 = LatinSpelling(
    sign=re.compile("[ǵńýǴŃÝ]"),
    small=MappingProxyType({}),
    token=re.compile(
        "sh|ch|ts|(?<![^\\W\\d_])ı[aý]|(?<=[aáeioóuúyıý])ı[aý]|(?P<glide>(?<=[aáeioóuúyı])ı)"
        "|[^\\W\\d_]"
    ),
    letters=MappingProxyType(
        _COMMON
        | dict(zip("áǵńóúýuıi", "әғңөүуұиі", strict=True))
        | {"sh": "ш", "ch": "ч", "ts": "ц", "ıa": "я", "ıý": "ю"}
    ),
)
"""The alphabet of 19 February 2018 (decree No. 637)."""

LATIN_CHAT = LatinSpelling(
    sign=re.compile("(?i:(?<!a)sh|sh(?!an)|zh|gh|kh|ch|[cwx]|[aeo]y|y[aou])"),
    small=MappingProxyType({}),
    token=re.compile("shch|sh|ch|zh|gh|kh|ng|ts|y[auo]|(?P<glide>(?<=[aeiouy])[iy])|[^\\W\\d_]"),
    letters=MappingProxyType(
        _COMMON
        | {"i": "і", "shch": "щ", "sh": "ш", "ch": "ч", "zh": "ж", "gh": "ғ", "kh": "х"}
        | {"ng": "ң", "ts": "ц", "ya": "я", "yu": "ю", "yo": "ё"}
    ),
)
"""What people type on an English keyboard; ә ө ү ұ cannot be told from а о у there."""

APOSTROPHES_2017 = re.compile("[aginoscuyAGINOSCUY]['’ʼʻ‘`´]")
"""Letters of the alphabet of 26 October 2017 (decree No. 569) that end in an apostrophe."""

ARABIC_LETTERS = MappingProxyType(
    dict(
        zip("اٵبۆگعدەجزكقلمنڭوٶپرستۋۇٷفحھهچشىٸ", "аәбвгғдежзкқлмнңоөпрстуұүфхһһчшыі", strict=True)
    )
    | {"ٴ": "", "ء": ""}
)
"""Kazakh Arabic letters in a word with back vowels; ي depends on its neighbours."""

ARABIC_FRONT_VOWELS = MappingProxyType({"و": "ө", "ۇ": "ү", "ى": "і"})
ARABIC_FRONT_SIGN = re.compile("[ٴءەكگ]")
ARABIC_FRONT_A_SIGN = re.compile("[ٴءە]")
"""ك and گ also stand in words with а (كىتاپ кітап), so they do not make an ا front."""

ARABIC_SIGNS = str.maketrans(
    "،؛؟٪٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    ",;?%01234567890123456789",
    "\u0640\u200c\u200d",
)
"""Punctuation and digits; the stretch sign and joiners fall out."""

CYRILLIC_TO_ARABIC = MappingProxyType(
    {cyrillic: arabic for arabic, cyrillic in ARABIC_LETTERS.items() if cyrillic}
    | {cyrillic: arabic for arabic, cyrillic in ARABIC_FRONT_VOWELS.items()}
    | {"ә": "ا", "һ": "ھ", "э": "ە", "и": "ي", "й": "ي", "ё": "يو", "ю": "يۋ", "я": "يا"}
    | {"ц": "تس", "щ": "شش", "ъ": "", "ь": ""}
)
"""A hamza before the word, or one of ە ك گ in it, says that the vowels are front."""

KAZAKH_LATIN = frozenset(_BASIC_LATIN + "äğıñöşūüáǵńóúý") - {"c"}
"""All spellings together: 2021, 2018 and an English keyboard; c is in names, and in ch for ч."""

RUSSIAN_LATIN = frozenset(_BASIC_LATIN) - frozenset("qw")
"""What people type when they write Russian on an English keyboard."""

TATAR_LATIN = frozenset(_BASIC_LATIN + "äçğıñöşü")
"""The Tatar alphabet of 1999, still met on the net."""

TURKMEN = frozenset("abçdeäfghijžklmnňoöprsştuüwyýz")
"""Turkmen is not offered here, but must not pass for Kazakh in Latin letters."""

TURKMEN_ONLY = frozenset("ňž")
"""Those of its letters that no spelling of Kazakh, Turkish or Uzbek has."""

LOOKALIKES = str.maketrans("aehioxpcykmtbə", "аеһіохрсукмтвә")
"""Latin letters typed inside Cyrillic words, the Kazakh і, һ and ә above all."""

RUSSIAN_FROM_KAZAKH = str.maketrans("қіһңғұүөә", "кихнгууоа")
"""Turns a Latin text read as if it were Kazakh into the same text read as Russian."""

GREETINGS = MappingProxyType(
    {
        LanguageCode(code): frozenset(words.split())
        for code, words in {
            "kk": "сәлем салем рахмет рақмет қалай калай қалайсың қалайсын калайсын қалайсыз"
            " калайсыз жақсы жаксы жақсымын жаксымын қайда кайда қашан неге ертең қазір казир",
            "ru": "привет здравствуйте спасибо пожалуйста как дела что где почему сейчас очень",
            "en": "hi hello thanks please ok okay what how where why the",
            "tk": "we bilen hem üçin ucin barada ýaly yaly boýunça boyunca täze taze gowy sagbol"
            " soňky sonky ähli ahli dünýä dunya döwlet dowlet welaýat welayat näme nahili nähili"
            " däl dal çenli cenli soň maňa saňa siziň biziň onuň iň ýok ýyl ýöne yone örän"
            " oran häzir",
        }.items()
    }
)
"""What messages of a word or two are made of, where letters say too little.

The Kazakh ones also as typed on a Russian keyboard, without ә қ ң і.
"""
