"""The client of OASIS (taxii2client, by which OpenCTI's connector and others read) against a node.

python3 taxii_client.py http://localhost:5080 ORGANISATION KEY-FILE
"""
import datetime
import sys
import uuid

import requests.auth
from taxii2client.common import TokenAuth
from taxii2client.exceptions import AccessError
from taxii2client.v21 import Server, as_pages

base, organisation, key_file = sys.argv[1:4]
key = open(key_file, encoding="utf-8").read().strip()
failed = 0


def check(what, holds, seen=""):
    global failed
    failed += 0 if holds else 1
    print(("ok    " if holds else "WRONG ") + what + (f": {seen}" if seen != "" else ""))


class Bearer(requests.auth.AuthBase):
    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {key}"
        return request


def moment(at):
    return datetime.datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%fZ")


def made(name, modified=None, **more):
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return {"type": "attack-pattern", "spec_version": "2.1", "id": f"attack-pattern--{uuid.uuid4()}", "created": now, "modified": modified or now, "name": name, **more}


for how, given in [("Basic", dict(user=organisation, password=key)), ("Bearer", dict(auth=Bearer())), ("Token, as the client itself has it", dict(auth=TokenAuth(key)))]:
    try:
        check(f"discovery with {how}", len(Server(base + "/taxii2/", **given).api_roots) == 1)
    except Exception as wrong:
        check(f"discovery with {how}", False, wrong)

server = Server(base + "/taxii2/", user=organisation, password=key)
root = server.default
check("API root", root.title != "" and "application/taxii+json;version=2.1" in root.versions and root.max_content_length > 0, root.url)
collections = {one.id: one for one in root.collections}
known = next(one for one in root.collections if one.can_read and one.can_write)
check("collections", len(collections) >= 2 and all("application/stix+json;version=2.1" in one.media_types for one in collections.values()), [one.title for one in root.collections])

whole, manifest, versions = [], [], set()
for page in as_pages(known.get_objects, per_request=50):
    whole += page.get("objects", [])
for page in as_pages(known.get_manifest, per_request=70):
    manifest += page.get("objects", [])
check("pages of objects and of the manifest name the same, once", sorted(one["id"] for one in whole) == sorted(one["id"] for one in manifest) and len(whole) == len({one["id"] for one in whole}), len(whole))
check("all in one page of the server's choice", sum(len(page.get("objects", [])) for page in as_pages(known.get_objects)) == len(whole))
scripts = [page for page in as_pages(known.get_objects, per_request=10, type=["attack-pattern", "report"])]
check("filter by type, paged", {one["type"] for page in scripts for one in page["objects"]} <= {"attack-pattern", "report"} and len(scripts) > 1, len(scripts))
check("filter by id, of two types", {one["id"] for one in known.get_objects(id=[whole[0]["id"], whole[-1]["id"]])["objects"]} == {whole[0]["id"], whole[-1]["id"]})
check("filter by spec_version", known.get_objects(spec_version="2.0").json() == {})
first = known.get_objects(limit=5)
last = first.headers["X-TAXII-Date-Added-Last"]
later = known.get_objects(added_after=last, limit=1)["objects"][0]["id"]
check("added_after goes on where the header said", later == whole[5]["id"])
check("added_after as a time of Python, to the microsecond", known.get_objects(added_after=moment(last), limit=1)["objects"][0]["id"] == later)
newest = known.get_objects(added_after=manifest[-1]["date_added"])
check("nothing new is an empty envelope", newest.json() == {})

first_version, refused = made("Peer"), {"type": "attack-pattern", "id": "attack-pattern--no"}
status = known.add_objects({"objects": [first_version, refused]})
check("add", (status.status, status.success_count, status.failure_count, status.pending_count) == ("complete", 1, 1, 0), status.failures)
again = root.get_status(status.id)
check("status again", (again.success_count, again.failure_count) == (1, 1))
second_version = {**first_version, "modified": "2099-01-01T00:00:00.000Z", "name": "Peer, later"}
known.add_objects({"objects": [second_version]})
one = known.get_object(first_version["id"])
check("an object is its last version", [found["name"] for found in one["objects"]] == ["Peer, later"])
check("an object in all versions", len(known.get_object(first_version["id"], version="all")["objects"]) == 2)
check("an object at a time", known.get_object(first_version["id"], version=moment(first_version["modified"]))["objects"][0]["name"] == "Peer")
check("versions", known.object_versions(first_version["id"])["versions"] == [first_version["modified"], second_version["modified"]])
known.delete_object(first_version["id"], version=second_version["modified"])
check("one version deleted", known.get_object(first_version["id"])["objects"][0]["name"] == "Peer")
known.delete_object(first_version["id"])
try:
    known.get_object(first_version["id"])
    check("an object deleted", False)
except requests.exceptions.HTTPError as gone:
    check("an object deleted", gone.response.status_code == 404, gone.response.json()["title"])
try:
    next(one for one in root.collections if not one.can_write).add_objects({"objects": [made("x")]})
    check("what may not be written", False)
except AccessError:
    check("what may not be written is refused by the client itself, since the collection says so", True)
many = known.add_objects({"objects": [made(f"Peer {at}") for at in range(250)]})
check("250 at once", many.success_count == 250)
back = [found["id"] for page in as_pages(known.get_objects, per_request=33, added_after=manifest[-1]["date_added"]) for found in page.get("objects", [])]
check("and back in pages of 33 after a moment", sorted(back) == sorted(found["id"] for found in many.successes), len(back))
for found in back:
    known.delete_object(found)
print("All held." if failed == 0 else f"{failed} did not hold.")
sys.exit(1 if failed else 0)
