"""The spans of a purchase, made with OpenTelemetry's SDK and sent by any exporter."""

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor, SpanExporter, SpanExportResult
from opentelemetry.trace import SpanKind, Status, StatusCode


class Told(SpanExporter):
    """Prints what became of each export."""

    def __init__(self, name: str, inner: SpanExporter):
        self._name, self._inner = name, inner

    def export(self, spans):
        result = self._inner.export(spans)
        print(f"{self._name} {'202' if result is SpanExportResult.SUCCESS else 'failed'}")
        return result

    def shutdown(self):
        self._inner.shutdown()


def send(name: str, exporter: SpanExporter) -> None:
    provider = TracerProvider(resource=Resource.create({"service.name": name}))
    provider.add_span_processor(SimpleSpanProcessor(Told(name, exporter)))
    tracer = provider.get_tracer("peers")
    with tracer.start_as_current_span("POST /Purchase", kind=SpanKind.SERVER) as root:
        root.set_attribute("http.route", "/purchase")
        with tracer.start_as_current_span("Pay", kind=SpanKind.CLIENT) as call:
            call.set_attribute("peer.service", "Bank")
            call.set_attribute("amount", 99)
            call.add_event("asked", {"attempt": 1})
            call.set_status(Status(StatusCode.ERROR, "no money"))
    provider.shutdown()
