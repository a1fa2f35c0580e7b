"""Reads traces back over Zipkin's API and checks them against its schema: `tracing_check.py PORT`.

The schema is the part of openzipkin/zipkin-api zipkin2-api.yaml that says what a span is."""

import json
import sys
import urllib.request

import jsonschema

ENDPOINT = {
    "type": "object", "additionalProperties": False,
    "properties": {"serviceName": {"type": "string"}, "ipv4": {"type": "string"},
                   "ipv6": {"type": "string"}, "port": {"type": "integer"}},
}
SPAN = {
    "type": "object", "required": ["traceId", "id"], "additionalProperties": False,
    "properties": {
        "traceId": {"type": "string", "pattern": "^[a-f0-9]{16}([a-f0-9]{16})?$"},
        "id": {"type": "string", "pattern": "^[a-f0-9]{16}$"},
        "parentId": {"type": "string", "pattern": "^[a-f0-9]{16}$"},
        "name": {"type": "string"},
        "kind": {"enum": ["CLIENT", "SERVER", "PRODUCER", "CONSUMER"]},
        "timestamp": {"type": "integer", "minimum": 1},
        "duration": {"type": "integer", "minimum": 1},
        "debug": {"type": "boolean"}, "shared": {"type": "boolean"},
        "localEndpoint": ENDPOINT, "remoteEndpoint": ENDPOINT,
        "annotations": {"type": "array", "items": {
            "type": "object", "properties": {"timestamp": {"type": "integer"},
                                             "value": {"type": "string"}}}},
        "tags": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
TRACES = {"type": "array", "items": {"type": "array", "minItems": 1, "items": SPAN}}
ALWAYS = "endTs=9999999999999&lookback=9999999999999"
SERVICES = ["otel_gzip", "otel_json", "otel_protobuf", "otel_zipkin", "py_shop"]


def ask(path: str):
    url = f"http://127.0.0.1:{sys.argv[1]}{path}"
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)


def told(service: str) -> list:
    traces = ask(f"/api/v2/traces?serviceName={service}&limit=5&{ALWAYS}")
    jsonschema.validate(traces, TRACES)
    assert len(traces) == 1, (service, len(traces))
    spans = sorted(traces[0], key=lambda span: span.get("parentId", ""))
    root, call = spans
    assert call["parentId"] == root["id"], spans
    again = ask(f"/api/v2/trace/{root['traceId']}")
    jsonschema.validate(again, {"type": "array", "items": SPAN})
    assert len(again) == 2
    return [root["name"], root["kind"], root["tags"]["http.route"], call["name"], call["kind"],
            call.get("remoteEndpoint", {}).get("serviceName", ""), call["tags"]["error"]]


found = [name for name in ask("/api/v2/services") if name in SERVICES]
links = [f"{link['parent']} {link['child']} {link['callCount']} {link['errorCount']}"
         for link in ask(f"/api/v2/dependencies?{ALWAYS}")]
print(json.dumps({"services": found, "links": links,
                  "spans": {service: told(service) for service in SERVICES}}))
