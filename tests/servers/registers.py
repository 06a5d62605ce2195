"""Brønnøysund, KLASS and PxWeb on one address, in the shapes in which they were recorded."""

from tests.servers.described import BRREG, BRREG_MOST, KLASS, PXWEB, operation
from tests.servers.wire import Reply


def unit(number, form="KOMM", name="LILLEVIK KOMMUNE", **more):
    return {
        "organisasjonsnummer": number,
        "navn": name,
        "organisasjonsform": {"kode": form},
        "registreringsdatoEnhetsregisteret": "1995-02-20",
        "forretningsadresse": {"kommunenummer": "3301"},
    } | more


class Registers:
    """Answers from the lists it holds; KLASS and PxWeb know conditional requests."""

    def __init__(self):
        self.units = [
            unit("110000008"),
            unit("110000016", name="STORVIK KOMMUNE"),
            unit("110000024", "STAT", "TILSYNET"),
        ]
        self.units.append(unit("110000032", "ORGL", "LILLEVIK SKOLE", overordnetEnhet="110000008"))
        self.sub_units = [unit("110000040", "BEDR", "LILLEVIK RÅDHUS", overordnetEnhet="110000008")]
        self.deleted = {"110000059": "2019-12-31"}
        self.removed = {"110000067"}
        self.numbers = {"110000008": "3301", "110000016": "5001", "110000059": "3301", "110000067": "3301"}
        self.people = 101_386
        self.down = set()

    def __call__(self, asked):
        service = asked.path.split("/")[1]
        if service in self.down:
            return Reply(503)
        found = operation({"brreg": BRREG, "klass": KLASS, "pxweb": PXWEB}[service], asked, base=f"/{service}")
        if found is None:
            return Reply(404)
        if wrong := found.unknown(asked) + found.wrong(asked):
            return Reply.json({"status": 400, "feilmelding": f"invalid {', '.join(wrong)}"}, 400)
        return getattr(self, service)(asked, {name: values[0] for name, values in asked.query.items()})

    def brreg(self, asked, query):
        number = asked.path.rpartition("/")[2]
        if number in self.deleted:
            return Reply.json(unit(number, slettedato=self.deleted[number]))
        if number.isdecimal() and len(number) != len("110000008"):
            return Reply.json({"status": 400, "feilmelding": "organisasjonsnummer"}, 400)
        if number.isdecimal():
            found = [each for each in self.units if each["organisasjonsnummer"] == number]
            return Reply.json(found[0]) if found else Reply(410 if number in self.removed else 404)
        kind, key = ("enheter", "organisasjonsform") if number == "enheter" else ("underenheter", "overordnetEnhet")
        listed = self.units if kind == "enheter" else self.sub_units
        found = [
            each
            for each in listed
            if query.get(key) in {None, each["organisasjonsform"]["kode"], each.get("overordnetEnhet")}
        ]
        size, page = int(query.get("size", 20)), int(query.get("page", 0))
        if size < 1 or page < 0 or size * (page + 1) > BRREG_MOST:
            return Reply.json({"feilmelding": "page*size"}, 400)
        told = {
            "_links": {},
            "page": {"size": size, "totalElements": len(found), "totalPages": -(-len(found) // size), "number": page},
        }
        if found:
            told["_embedded"] = {kind: found[size * page : size * (page + 1)]}
        return Reply.json(told)

    def klass(self, asked, query):
        period = {"validFromInRequestedRange": query["from"], "validToInRequestedRange": None}
        answers = {
            "131/codes": {"codes": [{"code": code, "name": code} | period for code in ("3301", "5001", "9999")]},
            "131/changes": {
                "codeChanges": [
                    {
                        "oldCode": "3005",
                        "oldName": "Drammen",
                        "newCode": "3301",
                        "newName": "Drammen",
                        "changeOccurred": "2024-01-01",
                    }
                ]
            },
            "104/codes": {"codes": [{"code": "33", "name": "Buskerud"} | period]},
            "582/corresponds": {
                "correspondenceItems": [{"sourceCode": each, "targetCode": code} for each, code in self.numbers.items()]
            },
            "128/corresponds": {
                "correspondenceItems": [{"sourceCode": "2", "targetCode": "3301", "validFrom": "2020-01-01"}]
            },
        }
        told = answers.get(asked.path.partition("/classifications/")[2])
        return conditional(asked, told) if told else Reply(404)

    def pxweb(self, asked, query):
        codes = {"Region": ["K-3301", "K-Rest"], "ContentsCode": ["Personer1"], "Tid": ["2024"]}
        told = {
            "version": "2.0",
            "class": "dataset",
            "id": list(codes),
            "size": [len(each) for each in codes.values()],
            "dimension": {
                name: {"category": {"index": {code: at for at, code in enumerate(each)}}}
                for name, each in codes.items()
            },
            "value": [self.people, 7],
        }
        if query.get("outputFormat") != "json-stat2" or "/07459/" not in asked.path:
            return Reply(404)  # it has other tables and formats, which nobody asks for here
        return conditional(asked, told)


def conditional(asked, told):
    reply = Reply.json(told)
    tag = f'"{hash(reply.body)}"'
    if asked.headers.get("If-None-Match") == tag:
        return Reply(304, b"", {"ETag": tag})
    reply.headers["ETag"] = tag
    return reply
