"""Posts spans with OpenTelemetry's SDK in OTLP's protobuf: `tracing_protobuf.py PORT`."""

import sys

from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

from tracing_spans import send

ENDPOINT = f"http://127.0.0.1:{sys.argv[1]}/v1/traces"

send("otel_protobuf", OTLPSpanExporter(endpoint=ENDPOINT))
send("otel_gzip", OTLPSpanExporter(endpoint=ENDPOINT, compression=Compression.Gzip))
