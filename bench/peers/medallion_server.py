"""Medallion (the TAXII server of OASIS, in memory) with one empty collection "peers", open to write and read.

python3 medallion_server.py PORT        user: peer, password: peer
Its API root is http://localhost:PORT/peers/, its collection the id that is printed.
"""
import json
import sys
import tempfile

from medallion.scripts import run

COLLECTION = "3f0d8f4e-6d0c-4f52-9a33-52b1a7a0f2c1"

port = sys.argv[1]
media = ["application/stix+json;version=2.1"]
data = {
    "/discovery": {"title": "Medallion", "description": "For a node to exchange with.", "default": f"http://localhost:{port}/peers/", "api_roots": [f"http://localhost:{port}/peers/"]},
    "peers": {
        "information": {"title": "Peers", "description": "In memory.", "versions": ["application/taxii+json;version=2.1"], "max_content_length": 9765625},
        "status": [],
        "collections": [{"id": COLLECTION, "title": "peers", "can_read": True, "can_write": True, "media_types": media, "objects": [], "manifest": []}],
    },
}
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as kept:
    json.dump(data, kept)
with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as settings:
    json.dump({"backend": {"module_class": "MemoryBackend", "filename": kept.name}, "users": {"peer": "peer"}, "taxii": {"max_page_size": 100}}, settings)
print(f"http://localhost:{port}/peers/ {COLLECTION}", flush=True)
sys.argv = ["medallion", "--port", port, settings.name]
run.main()
