"""Validates published messages, one JSON object a line on standard input, without a network.

usage: validate.py SCHEMA            each message against a JSON Schema
       validate.py NINJS GEOJSON     the item of each message against ninjs, with what stands in for its remote reference
Prints every error; ends with 1 when there is one, or no message.
"""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

GEOJSON = "https://geojson.org/schema/GeoJSON.json"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def validator(schema, stub):
    if stub is None:
        return Draft202012Validator(schema, format_checker=FormatChecker())
    try:
        from referencing import Registry, Resource
    except ImportError:  # jsonschema before 4.18
        from jsonschema import RefResolver
        resolver = RefResolver.from_schema(schema, store={GEOJSON: stub})
        return Draft202012Validator(schema, resolver=resolver, format_checker=FormatChecker())
    registry = Registry().with_resource(GEOJSON, Resource.from_contents(stub))
    return Draft202012Validator(schema, registry=registry, format_checker=FormatChecker())


def main(schema, stub=None):
    check = validator(load(schema), stub and load(stub))
    messages = [json.loads(line) for line in sys.stdin.buffer if line.strip()]
    errors = [f"message {number}, {'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
              for number, message in enumerate(messages, 1)
              for error in check.iter_errors(message["item"] if stub else message)]
    print("\n".join(errors + [f"{len(messages)} messages, {len(errors)} errors"]))
    return 1 if errors or not messages else 0


sys.exit(main(*sys.argv[1:]))
