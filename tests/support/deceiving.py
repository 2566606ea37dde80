"""Names that deceive the eye by a letter of another script in a word, and honest ones that mix scripts or look odd."""

DECEIVING = (
    "V. Kad\u0430mar",  # Cyrillic а
    "\u0420edamar",  # Р
    "\u0420\u0435damar",
    "Pedama\u0433",  # г
    "N\u043era Quist",
    "Ad\u0430 Holm",
    "\u0410da Holm",
    "H\u043elm",
    "J\u043ehn Sm\u0456th",
    "\u0405mith",  # Ѕ
    "\u0408ane Doe",  # Ј
    "\u0421oast Radio",
    "B\u0440in Herald",
    "Brin \u041derald",
    "Dale Gazett\u0435",
    "The Tim\u0435s",
    "\u0422he Times",
    "\u0412BC News",  # В
    "C\u039dN",  # Greek Ν
    "Reut\u0435rs",
    "Goog\u04cfe",  # palochka
    "f\u0430ceb\u043e\u043ek",
    "\u0440aypal",
    "Micr\u03bfsoft",  # Greek omicron
    "Wik\u03b9pedia",  # Greek iota
    "\u0391mazon",  # Greek Alpha
    "\u03a1rudence",  # Greek Rho
    "Lond\u03bfn",
    "\u039fslo",  # Greek Omicron
    "\u0396urich",
    "P\u0430r\u0456s",
    "Berg\u0435n",
    "M\u043esc\u043ew",
    "K\u0443iv",
    "O\u2019\u0412rien",
    "\u041e\u2019Neil",  # a letter before an apostrophe
    "\u0421\u00f4te",  # with an accent beside
    "Jos\u0451",  # ё as ë
    "\u041cosc\u043ew",
    "A\u043da",  # н as H
    "\u041c\u043ec\u043a\u0432\u0430",  # one c in a Cyrillic word
    "M\u043e\u0441\u043a\u0432\u0430",  # one M in a Cyrillic word
    "\u041f\u0443\u0442i\u043d",  # one i in a Cyrillic word
    "\u0423OH",
    "\u0391\u03b8\u03aev\u03b1",  # one v in a Greek word
    "\U0001d5e3edamar",  # a mathematical P
    "\uff30edamar",  # a full-width P
    "Kad\u200b\u0430\u200bmar",  # behind characters that cannot be seen
    "Kad\u00ada\u00ad\u0440ar",
    "H\u0585lm",  # Armenian o
    "\u13a2homas",  # Cherokee T
    "\ua4d0rin",  # Lisu B
    "S\u0501ney",  # Komi d
    "V\u0430l\u0435r\u0456a",
)

HONEST = (
    "Kadamar",
    "Педамар",
    "COVID-19 в Киеве",
    "Владимир Путин",
    "Nora Quist",
    "НАТО",
    "NATO и ЕС",
    "T-34",
    "Т-34",
    "МиГ-29K",
    "SMSка",
    "ITшник",
    "VIPы",
    "PRщик",
    "Wi-Fi-роутер",
    "IT-компания",
    "iPhone'ов",
    "YouTube-канал",
    "e-мейл",
    "Яndex",
    "KoЯn",
    "TNFα",
    "IFNγ",
    "NFκB",
    "Aβ",
    "β-carotene",
    "α-helix",
    "μg",
    "µm",
    "Ωm",
    "ΔF508",
    "Αθήνα",
    "Ελλάδα",
    "José Ángel",
    "Côte d’Ivoire",
    "O’Neil",
    "D'Artagnan",
    "Łódź",
    "Åse Ødegård",
    "İstanbul",
    "Đà Nẵng",
    "Zoë",
    "Алёна",
    "Київ",
    "Београд / Beograd",
    "Երևան",
    "თბილისი",
    "東京タワー",
    "トヨタのSUV",
    "Tシャツ",
    "LG전자",
    "محمد الفاتح",
    "می‌گوید",
    "נתניהו",
    "ᏣᎳᎩ",
    "Ａｌｌ ｗｉｄｅ",
    "𝗔𝗹𝗹 𝗯𝗼𝗹𝗱",
    "ʻOkina Hawaiʻi",
    "XXI век",
    "2-й",
    "№5",
    "Ⅳ",
    "сор",  # nothing tells it from the Latin word
)
