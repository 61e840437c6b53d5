"""What canonical links know of the web's habits: parameters, twins, aliases, languages. Data."""

TRACKING_PREFIXES = (
    "utm_", "at_", "mc_", "hsa_", "pk_", "mtm_", "matomo_", "piwik_", "itm_", "stm_", "oly_",
    "vero_", "__hs", "_hs", "fb_action_", "roistat", "trk_", "mindbox-",
)  # fmt: skip
TRACKING = {
    # clicks on advertisements, by network
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ymclid",
    "ysclid", "yadclid", "yadordid", "ttclid", "twclid", "li_fat_id", "rdt_cid", "epik",
    "irclickid", "rb_clickid", "vmcid", "erid", "srsltid", "wickedid", "tblci", "dicbo",
    # letters and posts that were shared
    "igshid", "igsh", "si", "spm", "mkt_tok", "_kx", "ml_subscriber", "ml_subscriber_hash",
    "mibextid", "sfnsn", "fb_ref", "fb_source", "ref_src", "ref_url", "__twitter_impression",
    "__tn__", "__s", "sc_cid", "s_cid", "s_kwcid", "ef_id", "cmpid", "ncid", "xtor", "wt_mc",
    # counters
    "_openstat", "_ga", "_gl", "usqp", "amp_js_v", "amp_gsa", "amp_r", "etext",
    "tracking_source", "guccounter", "guce_referrer", "guce_referrer_sig", "echobox",
    # sessions, and WordPress' «answer this comment» on the same page
    "phpsessid", "jsessionid", "replytocom",
}  # fmt: skip
_FRONT_PAGE = {"main", "mainpage", "main_page", "newsfeed", "short_news", "hotnews", "top"}
CAME_FROM: dict[str, set[str]] = {  # and what else than a channel it says
    "from": _FRONT_PAGE,
    "ref": set(),  # main is a branch
    "referer": set(),
    "referrer": set(),
    "source": set(),
    "src": set(),
    "via": set(),
}
REFERRERS = {"ref", "referer", "referrer"}
CHANNELS = {
    "rss", "telegram", "tg", "vk", "ok", "odnoklassniki", "facebook", "fb", "twitter",
    "instagram", "insta", "whatsapp", "wa", "linkedin", "viber", "email", "mail", "newsletter",
    "push", "share", "social", "yandex", "yanews", "zen", "dzen", "google", "googlenews",
}  # fmt: skip
SITE_TRACKING = {
    "bbc.com": {"ocid"},
    "bbc.co.uk": {"ocid"},
    "blogspot.com": {"m"},  # 1 on telephones
    "kommersant.ru": {"from"},
    "medium.com": {"source"},
    "nytimes.com": {"smid", "smtyp"},
    "rbc.ru": {"from"},
    "reuters.com": {"taid"},
    "theguardian.com": {"cmp"},
}

TWIN_FLAGS = {"amp", "mobile", "outputtype", "output", "noamp"}
TWIN_VALUES = {"", "1", "true", "yes", "amp", "mobile"}  # amp=20 is a fuse
TWIN_LABELS = {"m", "mobile", "amp", "pda", "wap"}
FRONT_TWIN_LABELS = {"m"}  # mobile.operator.kz is a department, not a copy of its front page
ALIASES = {
    "telegram.me": "t.me",
    "telegram.dog": "t.me",
    "vk.ru": "vk.com",
    "vkontakte.ru": "vk.com",
    "twitter.com": "x.com",
    "youtube-nocookie.com": "youtube.com",
}

RFERL = {
    "azattyq.org", "azattyk.org", "azatliq.org", "currenttime.tv", "ozodi.org", "ozodlik.org",
    "radiosvoboda.org", "rferl.org", "svoboda.org",
}  # fmt: skip
LANGUAGES = {
    "kaz", "kz", "kk", "qaz", "qz", "lat", "latyn", "ar", "arab", "tote", "ru", "rus", "en", "eng",
    "uz", "ky", "kg", "tg", "tt", "tr", "az", "uk", "ua", "be", "de", "fr", "es", "zh", "cn",
}  # fmt: skip
LANGUAGE_PARAMETERS = {"lang", "language", "locale", "hl", "lng"}
PAGE_PARAMETERS = {"page", "paged", "pg", "pagen_1", "start", "offset"}
ARTICLE_PARAMETERS = {"p", "id", "story", "article", "newsid", "news_id", "post", "v", "nid"}
