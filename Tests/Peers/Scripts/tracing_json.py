"""Posts spans with py_zipkin and with OpenTelemetry's SDK (Zipkin JSON and OTLP JSON), and prints what
was answered: `tracing_json.py PORT`."""

import sys

import requests
from opentelemetry import trace
from opentelemetry.exporter.otlp.json.http.trace_exporter import OTLPSpanExporter
from opentelemetry.exporter.zipkin.json import ZipkinExporter
from py_zipkin import Encoding, Kind
from py_zipkin.transport import BaseTransportHandler
from py_zipkin.zipkin import zipkin_client_span, zipkin_span

from tracing_spans import send

PORT = sys.argv[1]
BASE = f"http://127.0.0.1:{PORT}"


class Requests(BaseTransportHandler):
    def get_max_payload_bytes(self):
        return None

    def send(self, payload):
        answer = requests.post(f"{BASE}/api/v2/spans", data=payload,
                               headers={"Content-Type": "application/json"}, timeout=10)
        print(f"py_zipkin {answer.status_code}")


def py_zipkin() -> None:
    with zipkin_span(service_name="Py_Shop", span_name="Get /Books", kind=Kind.SERVER,
                     transport_handler=Requests(), sample_rate=100, port=8080,
                     encoding=Encoding.V2_JSON) as span:
        with zipkin_client_span(service_name="Py_Shop", span_name="Pay") as call:
            call.add_sa_binary_annotation(port=12200, service_name="Py_Bank",
                                          host="127.0.0.1")
            call.update_binary_annotations({"error": "no money"})
        span.update_binary_annotations({"http.route": "/books"})


py_zipkin()
send("otel_zipkin", ZipkinExporter(endpoint=f"{BASE}/api/v2/spans"))
send("otel_json", OTLPSpanExporter(endpoint=f"{BASE}/v1/traces"))
