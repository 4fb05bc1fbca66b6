"""A text with a number has words for one: "1 regels" is written nowhere a reader can meet it."""

import re

from language.texts import TEXTS_DIRECTORY, read_texts

MANY = (
    "antwoorden", "bestanden", "collega's", "cijfers", "dagen", "figuren", "gemeenten", "herindelingen", "kolommen",
    "landen", "maanden", "medewerkers", "mensen", "minuten", "opgaven", "partijen", "plekken", "regels", "rijen",
    "sessies", "stappen", "tabellen", "uitspraken", "velden", "verbeteringen", "verwachtingen", "vragen",
    "waarschuwingen",
)  # fmt: skip
A_NUMBER_OF = re.compile(rf"\{{count\}} (?:\w+ )?(?:{'|'.join(MANY)})\b")
HAS_ITS_ONE = re.compile(r"(\.|_)(many|none|all|said)(_\w+)?$")
NEVER_ONE = {
    "boundaries.told.loaded": "a file of boundaries has those of the country",
    "boundaries.told.register": "the register has those of the country",
    "boundaries.told.boundaries": "a file of boundaries has those of the country",
    "screen.foot.left_out": "said of more rows than a screen shows",
    "screen_account.metrics.title": "how many there are in the catalogue",
    "screen_costs.table.rounded": "one row loses nothing of its total",
    "screen_costs.spread.finding": "said of five or more",
    "screen_costs.spread.finding_equal": "said of five or more",
    "screen_costs.outside.count": "one is named",
    "screen_costs.outside.count_limited": "one is named",
    "screen_desk.mail.takes": "said of five or more",
    "screen_municipality.fan.middle_peer": "said of five or more",
    "screen_municipality.peer_steps.finding_done": "said of five or more",
    "screen_municipality.strips.unknown": "said of five or more",
    "screen_municipality.strips.unknown_aged": "said of five or more",
    "screen_training.hours.finding": "said of enough to speak for all",
    "screen_entrance.lead": "how many the country has",
    "screen_entrance.what.steps_text": "how many a programme has",
    "screen_municipality.timeline.alt": "how many steps a programme has",
    "screen_national.lead": "how many the country has",
    "screen_national.steps.alt": "how many steps a programme has",
}


def test_a_text_with_a_number_has_words_for_one() -> None:
    texts = {
        key: said["nl"] for path in sorted(TEXTS_DIRECTORY.glob("*.toml")) for key, said in read_texts(path).items()
    }
    lacking = {
        key for key, text in texts.items()
        if A_NUMBER_OF.search(text) and not HAS_ITS_ONE.search(key) and f"{key}_one" not in texts
        and not key.endswith(".one")
    }  # fmt: skip
    assert lacking == set(NEVER_ONE)


def test_each_text_for_many_stands_beside_one_for_one() -> None:
    keys = {key for path in TEXTS_DIRECTORY.glob("*.toml") for key in read_texts(path)}
    many = {key for key in keys if key.endswith(".many")}
    assert sorted(key for key in many if f"{key.removesuffix('many')}one" not in keys) == []
