"""Reads an exposition with prometheus_client's parsers: `openmetrics_check.py FORM FILE`.

FORM is `openmetrics`, the strict parser, or `text`. Prints one line a family: name, type, samples.
"""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families as text

form, path = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    content = file.read()
for family in (openmetrics if form == "openmetrics" else text)(content):
    assert family.documentation, f"{family.name} has no help"
    assert family.type != "unknown", f"{family.name} has no type"
    print(family.name, family.type, len(family.samples))
