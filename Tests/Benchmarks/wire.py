"""SOFABolt frames (version 1) and the few protobuf fields that the benchmarks speak."""

from __future__ import annotations

import dataclasses
import struct

RESPONSE, REQUEST = 0, 1
HEARTBEAT, CALL, ANSWER = 0, 1, 2
PROTOBUF = 11
REQUEST_CLASS = "com.alipay.sofa.rpc.core.request.SofaRequest"


@dataclasses.dataclass
class BoltFrame:
    """A whole frame. `status` is of a response, `timeout` (milliseconds) of a request."""

    kind: int
    command: int
    number: int
    class_name: str = ""
    header: bytes = b""
    content: bytes = b""
    status: int = 0
    timeout: int = 3000

    def encoded(self) -> bytes:
        name = self.class_name.encode()
        start = struct.pack(
            ">BBHBIB", 1, self.kind, self.command, 1, self.number, PROTOBUF)
        fate = struct.pack(">H", self.status) if self.kind == RESPONSE \
            else struct.pack(">i", self.timeout)
        lengths = struct.pack(">HHI", len(name), len(self.header), len(self.content))
        return start + fate + lengths + name + self.header + self.content


def take_frame(buffer: bytearray) -> BoltFrame | None:
    """Removes the first whole frame from a buffer; None when there is none yet."""
    if len(buffer) < 20:
        return None
    fixed = 20 if buffer[1] == RESPONSE else 22
    if len(buffer) < fixed:
        return None
    names, headers, contents = struct.unpack_from(">HHI", buffer, fixed - 8)
    length = fixed + names + headers + contents
    if len(buffer) < length:
        return None
    _, kind, command, _, number, _ = struct.unpack_from(">BBHBIB", buffer)
    body = bytes(buffer[fixed:length])
    status = struct.unpack_from(">H", buffer, 10)[0] if kind == RESPONSE else 0
    del buffer[:length]
    return BoltFrame(
        kind, command, number, body[:names].decode(), body[names:names + headers],
        body[names + headers:], status)


def header_map(pairs: dict[str, str]) -> bytes:
    """The header of a frame: keys and values, each after its length."""
    parts = (text.encode() for pair in pairs.items() for text in pair)
    return b"".join(struct.pack(">i", len(part)) + part for part in parts)


def service_call(service: str, method: str, argument: bytes) -> BoltFrame:
    """A call of SOFARPC with protobuf content, as its Java client writes one."""
    header = header_map({
        "service": service,
        "sofa_head_target_service": service,
        "sofa_head_method_name": method,
        "sofa_head_target_app": "balance_mng",
        "app": "stock_mng",
        "type": "sync",
    })
    return BoltFrame(REQUEST, CALL, 1, REQUEST_CLASS, header, argument)


def heartbeat() -> BoltFrame:
    return BoltFrame(REQUEST, HEARTBEAT, 1)


def varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def field(number: int, value: int | str | bytes) -> bytes:
    """A protobuf field: a varint, or bytes after their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    data = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(data)) + data
