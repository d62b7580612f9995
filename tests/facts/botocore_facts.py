#!/usr/bin/env python3
"""Compare a checked-in API model with the same part of botocore's.

Usage: botocore_facts.py MODEL_DIR, where MODEL_DIR ends in SERVICE/API_VERSION.

Two things must hold:
 1. every fact of the model is botocore's, and the operations of the model have all of their
    botocore facts: traits, shapes in their closure, members and their order, pagination;
 2. no sentence of the model's documentation is one of botocore's.

Prints a line for each breach, then a line with the number of facts compared.
Exits with 0 if both hold, 1 if not, 2 for wrong use, as without botocore VERSION.
"""

import html
import json
import re
import sys
from pathlib import Path

import botocore
from botocore.loaders import Loader

VERSION = "1.44.0"
# Sentences of up to so many words are common property.
SHORT = 4
# Texts whose wording is ours: only their presence is compared.
OUR_WORDS = ("deprecatedMessage",)
# These end a sentence even without a full stop; tags left out stand inside one.
BLOCK_TAG = re.compile(r"</?(?:p|li|ul|ol|dl|dt|dd|note|important|br|div|h\d)\b[^>]*>", re.IGNORECASE)
ANY_TAG = re.compile(r"<[^>]*>")
MISSING = object()


def closure(model, operation_names):
    """The names of the shapes that the operations reach."""
    pending = []
    for name in operation_names:
        operation = model["operations"][name]
        targets = [operation.get("input"), operation.get("output"), *operation.get("errors", [])]
        pending += [target["shape"] for target in targets if target]
    found = set()
    while pending:
        name = pending.pop()
        if name in found:
            continue
        found.add(name)
        shape = model["shapes"][name]
        targets = list(shape.get("members", {}).values())
        targets += [shape[key] for key in ("member", "key", "value") if key in shape]
        pending += [target["shape"] for target in targets]
    return found


def facts(value, pointer=""):
    """Yield (JSON pointer, scalar) for everything in `value` but documentation.

    An empty container is a fact, and so is the order of the members of a structure.
    """
    if isinstance(value, dict):
        if pointer.endswith("/members"):
            yield pointer + " (order)", " ".join(value)
        for key, inner in value.items():
            # A string only: a member may well be called `documentation`.
            if key == "documentation" and isinstance(inner, str):
                continue
            inner = "(own words)" if key in OUR_WORDS and isinstance(inner, str) else inner
            yield from facts(inner, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from facts(inner, f"{pointer}/{index}")
    if not isinstance(value, (dict, list)) or not value:
        yield pointer, value


def differences(file, ours, theirs):
    """Print what differs between two JSON values; return how many differ and how many were compared."""
    ours, theirs = dict(facts(ours)), dict(facts(theirs))
    different = 0
    for pointer in dict.fromkeys([*theirs, *ours]):
        mine, botocores = ours.get(pointer, MISSING), theirs.get(pointer, MISSING)
        # JSON's `true` and `1` are equal in Python.
        if type(mine) is type(botocores) and mine == botocores:
            continue
        different += 1
        if mine is MISSING:
            print(f"{file}: {pointer}: missing, botocore has {json.dumps(botocores)}")
        elif botocores is MISSING:
            print(f"{file}: {pointer}: {json.dumps(mine)} is not in botocore")
        else:
            print(f"{file}: {pointer}: {json.dumps(mine)}, botocore has {json.dumps(botocores)}")
    return different, len(ours.keys() | theirs.keys())


def sentences(text):
    """The sentences of an HTML text, each as words in lower case."""
    text = html.unescape(ANY_TAG.sub("", BLOCK_TAG.sub("\n", text)))
    for sentence in re.split(r"\n|(?<=[.!?:;])\s+", text):
        words = re.findall(r"[\w'-]+", sentence.lower())
        if words:
            yield " ".join(words)


def documentation(value, pointer=""):
    """Yield (JSON pointer, text) for every documentation string in `value`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("documentation", *OUR_WORDS) and isinstance(inner, str):
                yield f"{pointer}/{key}", inner
            else:
                yield from documentation(inner, f"{pointer}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from documentation(inner, f"{pointer}/{index}")


def copied(file, ours, theirs):
    """Print the sentences of `ours` that occur in `theirs`; return how many do and how many there are."""
    botocores = "\n".join(f" {sentence} " for _, text in documentation(theirs) for sentence in sentences(text))
    found = count = 0
    for pointer, text in documentation(ours):
        for sentence in sentences(text):
            count += 1
            if len(sentence.split()) > SHORT and f" {sentence} " in botocores:
                found += 1
                print(f"{file}: {pointer}: sentence of botocore's documentation: {sentence}")
    return found, count


def main(arguments):
    if len(arguments) != 1:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    if botocore.__version__ != VERSION:
        print(f"botocore {VERSION} is wanted, {botocore.__version__} is installed", file=sys.stderr)
        return 2

    folder = Path(arguments[0]).resolve()
    # botocore's own data only, not what a user has put under ~/.aws/models.
    data = str(Path(botocore.__file__).parent / "data")
    loader = Loader([data], include_default_search_paths=False, include_default_extras=False)

    def pair(name):
        ours = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        return ours, loader.load_service_model(folder.parent.name, name, folder.name)

    ours, theirs = pair("service-2")
    operations = [name for name in ours["operations"] if name in theirs["operations"]]
    reached = closure(theirs, operations)
    their_slice = {
        **theirs,
        "operations": {name: theirs["operations"][name] for name in operations},
        "shapes": {name: shape for name, shape in theirs["shapes"].items() if name in reached},
    }
    checks = [differences("service-2.json", ours, their_slice)]

    pagination, their_pagination = pair("paginators-1")
    pages = their_pagination["pagination"]
    their_pagination = {"pagination": {name: pages[name] for name in operations if name in pages}}
    checks.append(differences("paginators-1.json", pagination, their_pagination))

    # Their whole model: a sentence may come from an operation outside the slice.
    copies = [copied("service-2.json", ours, theirs)]
    copies.append(copied("endpoint-rule-set-1.json", *pair("endpoint-rule-set-1")))

    print(f"compared {sum(count for _, count in checks)} facts and {sum(count for _, count in copies)} sentences")
    return 1 if any(found for found, _ in checks + copies) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
