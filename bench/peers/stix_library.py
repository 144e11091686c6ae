"""The STIX library of OASIS (stix2) reading bundles strictly: nothing custom is allowed but what MITRE's own library declares of Attack Flow, when that is installed; and MITRE's checker of flows.

python3 stix_library.py BUNDLE…
"""
import json
import pathlib
import sys

import stix2

try:
    from attack_flow import schema
except ImportError:
    schema = None
    print("attack_flow is not installed: its objects are read as custom ones, and flows are not checked.")


def plain(value):
    return value.replace(".000Z", "Z") if isinstance(value, str) else value


failed = 0
for name in sys.argv[1:]:
    bundle = json.loads(pathlib.Path(name).read_text(encoding="utf-8"))
    read, changed = 0, 0
    for one in bundle["objects"]:
        try:
            parsed = stix2.parse(one, allow_custom=schema is None, version="2.1")
            read += 1
            # What the library writes again must be what it read, but for zeros behind a second.
            again = json.loads(parsed.serialize()) if hasattr(parsed, "serialize") else parsed
            changed += any(plain(again.get(key)) != plain(value) for key, value in one.items())
        except Exception as wrong:
            failed += 1
            print(f"{name}: {one['id']}: {type(wrong).__name__}: {str(wrong)[:200]}")
    print(f"{name}: {read} of {len(bundle['objects'])} objects, {changed} written otherwise")
    if schema and sum(one["type"] == "attack-flow" for one in bundle["objects"]) == 1:
        result = schema.validate_doc(pathlib.Path(name))
        failed += not result.success
        for message in result.messages:
            if "marking-definition" not in str(message):
                print(f"{name}: {message}")
sys.exit(1 if failed else 0)
