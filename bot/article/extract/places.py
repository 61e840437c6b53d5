"""What the markup of a page says of the text under it. Data."""

from enum import IntFlag, auto


class Place(IntFlag):
    """What a block stands in, by an element's name, its role or its class."""

    ARTICLE = auto()
    MAIN = auto()
    BODY = auto()  # named as the text of the article
    TEXT = auto()  # named as some text
    NAV = auto()
    ASIDE = auto()
    HEADER = auto()
    FOOTER = auto()
    FORM = auto()
    FIGURE = auto()
    LIST = auto()
    TABLE = auto()
    QUOTE = auto()
    COMMENTS = auto()
    RELATED = auto()
    SHARE = auto()
    PROMO = auto()
    CAPTION = auto()
    BYLINE = auto()
    SIDE = auto()
    HIDDEN = auto()
    TAGS = auto()
    LEAD = auto()
    DATA = auto()


TAG_PLACES: dict[str, int] = {
    "article": Place.ARTICLE, "main": Place.MAIN, "nav": Place.NAV, "menu": Place.NAV,
    "aside": Place.ASIDE, "header": Place.HEADER, "footer": Place.FOOTER, "form": Place.FORM,
    "button": Place.FORM, "figure": Place.FIGURE, "figcaption": Place.CAPTION,
    "caption": Place.CAPTION, "ul": Place.LIST, "ol": Place.LIST, "dl": Place.LIST,
    "table": Place.TABLE, "blockquote": Place.QUOTE, "address": Place.BYLINE,
    "time": Place.BYLINE, "dialog": Place.HIDDEN, "noindex": Place.PROMO,
    "details": Place.DATA, "pre": Place.DATA,
}  # fmt: skip

ROLE_PLACES: dict[str, int] = {
    "complementary": Place.ASIDE, "navigation": Place.NAV, "banner": Place.HEADER,
    "contentinfo": Place.FOOTER, "dialog": Place.HIDDEN, "alertdialog": Place.HIDDEN,
    "search": Place.FORM, "form": Place.FORM, "main": Place.MAIN, "article": Place.ARTICLE,
    "menu": Place.NAV, "menubar": Place.NAV, "tooltip": Place.HIDDEN, "alert": Place.HIDDEN,
}  # fmt: skip

_CLASS_WORDS = {
    Place.TEXT: "article content text story entry post body main news detail paragraph",
    Place.NAV: "nav navigation navbar menu breadcrumb breadcrumbs pager"
    " pagination paging toc skip",
    Place.HEADER: "header head masthead topbar top logo",
    Place.FOOTER: "footer foot bottom copyright copyrights legal disclaimer",
    Place.FORM: "form search login signin register input contact captcha",
    Place.FIGURE: "image img photo photos picture pic gallery slideshow carousel media"
    " video player",
    Place.COMMENTS: "comment comments disqus reply replies respond discussion forum komment",
    Place.RELATED: "related recommend recommended recommendations recirc recirculation similar"
    " readmore read more also popular trending latest mostread most teasers taboola"
    " outbrain next prev previous other card cards list items item archive hot",
    Place.SHARE: "share sharing shares social socials addthis addtoany sns tools tool toolbar"
    " actions action print rating vote votes like likes bookmark favorite",
    Place.PROMO: "promo promotion ad ads adv advert advertisement advertising banner sponsor"
    " sponsored subscribe subscription newsletter cta signup paywall offer piano app apps"
    " download donate marketing affiliate",
    Place.CAPTION: "caption captions credit credits figcaption",
    Place.BYLINE: "byline author authors meta date time timestamp published info dateline source"
    " bio profile avatar writer contributor editor category categories label rubric",
    Place.SIDE: "sidebar side aside rail right left col widget widgets block module box panel",
    Place.HIDDEN: "hidden hide invisible modal popup overlay cookie cookies consent gdpr tooltip"
    " notice alert sr visually screen reader collapse",
    Place.TAGS: "tag tags keyword keywords topic topics hashtag",
    Place.LEAD: "lead lede intro standfirst summary deck dek subtitle subhead abstract excerpt"
    " teaser description perex headline title",
}

CLASS_PLACES: dict[str, int] = {
    word: int(place) for place, words in _CLASS_WORDS.items() for word in words.split()
}
"""By a word of a class or an identifier, lower-case."""

BODY_NAMES = (
    "articlebody", "articletext", "articlecontent", "entrycontent", "postcontent", "postbody",
    "storybody", "newstext", "newsbody",
)  # fmt: skip
"""Parts of a class or an identifier, without marks between the words."""

DROPPED_TAGS = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed",
    "applet", "audio", "video", "canvas", "map", "select", "option", "datalist", "textarea",
    "input", "head", "title", "meta", "link", "base", "progress", "meter", "rp", "colgroup",
    "picture", "img", "frameset", "noframes",
})  # fmt: skip
"""What a reader does not see, or sees as no text."""

INLINE_TAGS = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "rt", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip

PARAGRAPH_TAGS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "pre",
})  # fmt: skip
"""They hold a text, not blocks: their neighbours share the element around them."""
