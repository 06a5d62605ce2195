"""Which of bokmål, nynorsk and English a heading is in, by small words that only one of them has."""

import re
from collections import Counter
from collections.abc import Iterable

from tasks.read.surveys.export import same

WORDS = {
    "nb": "hvor hva hvilken hvilket hvilke hvordan hvem hvorfor ikke jeg noe noen dere deres fra mye samlingen vet ble "
    "være skal kommer gjøre gjør gjorde mer bare nå også",
    "nn": "kor kva kven korleis kvifor kvar ikkje eg noko nokon dykk dykkar frå mykje samlinga veit vart vere kjem "
    "gjere gjer gjorde meir berre no òg",
    "en": "how what which who why not the your you was were did do does is are of to and would will this that have any "
    "from after before useful comment comments",
}
ONLY = {
    code: {word for word in words.split() if sum(word in other.split() for other in WORDS.values()) == 1}
    for code, words in WORDS.items()
}


def language_of(text: str) -> str | None:
    """`nb`, `nn` or `en`; None where no small word tells, or two languages tell as much."""
    words = re.findall(r"[^\W\d_]+", same(text))
    found = Counter({code: sum(word in known for word in words) for code, known in ONLY.items()}).most_common(2)
    return found[0][0] if found[0][1] > found[1][1] else None


def most_common(texts: Iterable[str], otherwise: str) -> str:
    """The language that most of the headings are in."""
    told = Counter(code for text in texts if (code := language_of(text)))
    return told.most_common(1)[0][0] if told else otherwise
