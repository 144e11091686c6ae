"""PyMISP reading events that a node wrote, held against the object templates that it has; and an event as an analyst makes it, for a node to take in.

python3 misp.py EVENTS [WRITE]
"""
import json
import sys

from pymisp import MISPEvent, MISPObject, MISPOrganisation

read = json.load(open(sys.argv[1], encoding="utf-8"))
events = read["response"] if "response" in read else [read]
failed, objects, attributes = 0, 0, 0


def wrong(what):
    global failed
    failed += 1
    print(f"WRONG {what}")


for one in events:
    event = MISPEvent(strict_validation=True)
    event.load(one)
    objects, attributes = objects + len(event.objects), attributes + len(event.attributes)
    again = json.loads(event.to_json())
    for key, value in one["Event"].items():
        if not isinstance(value, (list, dict)) and str(again.get(key)) != str(value):
            wrong(f"{event.info}: {key} was {value} and is {again.get(key)}")
    for held in event.objects:
        template = MISPObject(held.name, strict=True)._definition
        if (template["uuid"], str(template["version"])) != (held.template_uuid, str(held.template_version)):
            wrong(f"{held.name}: another template or version, {template['version']}")
        for attribute in held.attributes:
            if template["attributes"].get(attribute.object_relation, {}).get("misp-attribute") != attribute.type:
                wrong(f"{held.name}.{attribute.object_relation} is no {attribute.type}")
print(f"{len(events)} events, {objects} objects, {attributes} attributes outside objects; {failed} wrong")

if len(sys.argv) > 2:
    maker = MISPOrganisation()
    maker.name, maker.uuid = "A port", "55f6ea5e-2c60-40e5-964f-47a8950d210f"
    event = MISPEvent()
    event.info, event.distribution, event.threat_level_id, event.analysis, event.Orgc = "A pass is lent", 3, 2, 1, maker
    event.add_tag("tlp:green")
    event.add_attribute("text", "They walk in with the shift.", category="Other")
    event.add_attribute("phone-number", "+31612345678", category="Person")
    event.add_attribute("sigma", "title: Pass used twice\nid: 9b7d4f3e-1111-4222-8333-444455556666\nlogsource:\n  product: knooppunt\n  category: presence\n  service: pass_read\ndetection:\n  a:\n    result: refused\n  condition: a\nlevel: low\n", category="Payload installation")
    barrier = MISPObject("course-of-action", strict=True)
    barrier.add_attribute("name", "Hold the pass against the photograph")
    event.add_object(barrier)
    with open(sys.argv[2], "w", encoding="utf-8") as to:
        json.dump({"Event": event.to_feed(with_meta=False)["Event"]}, to)
sys.exit(1 if failed else 0)
