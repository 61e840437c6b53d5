from bot.text.kazakh.weights import Contexts, contexts_at, parse_weights


def test_a_weight_stands_behind_its_context() -> None:
    assert parse_weights("а|и3 ^|-2\n *-4") == {"а|и": 3, "^|": -2, "*": -4}


def test_contexts_found_in_a_word_add_up_at_the_place_they_name() -> None:
    votes = Contexts.parse({"й": "а|и3 |ир2 *-4", "э": "^|е1"}).votes("^аир$")

    assert votes.weight(2, "й") == 1
    assert votes.weight(1, "й") == -4
    assert votes.weight(1, "э") == 0


def test_contexts_of_a_place_hold_the_letter_behind_it() -> None:
    assert list(contexts_at("^аи$", 2)) == ["|и", "|и$", "а|и", "а|и$", "^а|и", "^а|и$"]
    assert max(map(len, contexts_at("^абвгдежзик$", 5))) == len("абвг|деж")
