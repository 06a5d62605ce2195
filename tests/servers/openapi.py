"""Refuse what a service's own OpenAPI description refuses: unknown parameters and body keys, wrong types and values."""

import json
import re
from functools import cache
from pathlib import Path

import jsonschema
import yaml

KINDS = {
    "integer": r"-?\d+",
    "long": r"-?\d+",
    "localdate": r"\d{4}-\d{2}-\d{2}",
    "boolean": "true|false",
    "string": r".*",
}


@cache
def described(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def broken(path, asked, base=""):
    """What a request breaks of the description at this path: a sentence each."""
    told = described(path)
    for template, methods in told["paths"].items():
        pattern = base + re.sub(r"\{\w+\}", r"[^/]+", template)
        if re.fullmatch(pattern, asked.path) and asked.method.lower() in methods:
            operation = methods[asked.method.lower()]
            parameters = [
                resolved(told, each) for each in [*methods.get("parameters", []), *operation.get("parameters", [])]
            ]
            return [*wrong_query(parameters, asked.query), *wrong_body(told, operation, asked.body)]
    return [f"no {asked.method} {asked.path}"]


def resolved(told, thing):
    while "$ref" in thing:
        found = told
        for step in thing["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        thing = found
    return thing


def wrong_query(parameters, query):
    known = {each["name"].lower(): each.get("schema", {}) for each in parameters if each["in"] == "query"}
    for name, values in query.items():
        schema = known.get(name.partition("[")[0].lower())  # PxWeb's description and its guide differ in case
        if schema is None:
            yield f"no parameter {name}"
            continue
        for value in values:
            kind = schema.get("type", "string")
            if not re.fullmatch(KINDS.get(kind, ".*"), value):
                yield f"{name} is no {kind}"
            elif "enum" in schema and value not in map(str, schema["enum"]):
                yield f"{name} is none of {schema['enum']}"


def wrong_body(told, operation, body):
    if "requestBody" not in operation:
        return
    schema = resolved(told, operation["requestBody"]["content"]["application/json"]["schema"])
    properties = {name: each for name, each in schema["properties"].items() if name != "fields"}
    sent = json.loads(body)
    names = schema["properties"]["fields"]["enum"]
    yield from (f"no field {name}" for name in sent.get("fields", []) if name not in names)
    strict = {"type": "object", "properties": properties | {"fields": {"type": "array", "minItems": 1}}}
    strict |= {"additionalProperties": False, "required": ["query", "fields"]}
    yield from (error.message for error in jsonschema.Draft202012Validator(strict).iter_errors(sent))
