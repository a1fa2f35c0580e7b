"""From a publication to the subscribers' events: our registry beside etcd's watch."""

from __future__ import annotations

import base64
import json
import selectors
import socket
import time
import uuid

import anchors
from home import Home
from scratch import Scratch, Unavailable
from table import Report, percentile
from wire import ANSWER, CALL, REQUEST, RESPONSE, BoltFrame, field, take_frame

PART = "Registry"
ROUNDS = 3
# How many changes a round has, by the number of subscribers.
CHANGES = {1: 300, 64: 100}
MESSAGES = "com.alipay.sofa.registry.common.model.client.pb."
PATIENCE = 5


class RegistrySubject:
    """A service in our registry, its publisher and its subscribers."""

    name = "our registry"

    def __init__(self, port: int, subscribers: int):
        self._port = port
        self._service = f"bench.Facade{uuid.uuid4().hex[:8]}:1.0@DEFAULT"
        self._publisher = connect(port)
        self._publication = uuid.uuid4().hex
        self._version = 0
        self.sockets = [self._subscribe() for _ in range(subscribers)]
        self.buffers = {sock: bytearray() for sock in self.sockets}

    def _base(self, registration: str, version: int) -> bytes:
        port = self._publisher.getsockname()[1]
        key = f"{self._service}#@#DEFAULT_INSTANCE_ID#@#SOFA"
        texts = {1: "DEFAULT_INSTANCE_ID", 2: "DEFAULT_ZONE", 3: "bench", 4: self._service,
                 5: "SOFA", 6: "bench", 7: registration, 8: "bench", 9: key, 10: "127.0.0.1",
                 12: "REGISTER"}
        fields = b"".join(field(number, text) for number, text in texts.items())
        now = int(time.time() * 1000)
        return fields + field(11, port) + field(13, version) + field(14, now)

    def _subscribe(self) -> socket.socket:
        message = field(1, "dataCenter") + field(2, self._base(uuid.uuid4().hex, 1))
        sock = connect(self._port)
        sock.sendall(registration("SubscriberRegisterPb", message))
        return sock

    def change(self, text: str) -> None:
        """Publishes another address."""
        self._version += 1
        address = f"127.0.0.1:12200?p=1&v=4.0&_SERIALIZETYPE=protobuf&change={text}"
        message = field(1, field(1, address)) \
            + field(2, self._base(self._publication, self._version))
        self._publisher.sendall(registration("PublisherRegisterPb", message))

    def settle(self) -> None:
        """Takes the answer to the publication."""
        buffer = bytearray()
        while not (answer := take_frame(buffer)):
            received = self._publisher.recv(65536)
            if not received:
                raise Unavailable("the registry closed the publisher's connection")
            buffer += received
        if answer.status or not answer.content.startswith(field(1, 1)):
            raise Unavailable(f"the registry refuses: {answer.status} {answer.content!r}")

    def saw(self, sock: socket.socket, text: str) -> bool:
        """Whether the bytes received so far carry a change; pushes are answered."""
        seen = False
        while frame := take_frame(self.buffers[sock]):
            if frame.kind == REQUEST and frame.command == CALL:
                seen = seen or f"change={text}".encode() in frame.content
                answer = BoltFrame(RESPONSE, ANSWER, frame.number, MESSAGES + "ResultPb",
                                   content=field(1, 1))
                sock.sendall(answer.encoded())
        return seen

    def close(self) -> None:
        for sock in [self._publisher, *self.sockets]:
            sock.close()


class EtcdSubject:
    """A key in etcd with watchers, all over its JSON gateway."""

    name = "etcd watch"

    def __init__(self, port: int, subscribers: int):
        self._port = port
        self._key = encoded(f"bench/{uuid.uuid4().hex}")
        self._publisher = connect(port)
        self.sockets = [self._watch() for _ in range(subscribers)]
        self.buffers = {sock: bytearray() for sock in self.sockets}

    def _watch(self) -> socket.socket:
        sock = connect(self._port)
        sock.sendall(post("/v3/watch", {"create_request": {"key": self._key}}))
        received = b""
        while b'"created":true' not in received:
            part = sock.recv(65536)
            if not part:
                raise Unavailable(f"etcd closed a watch: {received!r}")
            received += part
        return sock

    def change(self, text: str) -> None:
        body = {"key": self._key, "value": encoded(f"change={text}")}
        self._publisher.sendall(post("/v3/kv/put", body))

    def settle(self) -> None:
        received = b""
        while not received.endswith(b"}"):
            received += self._publisher.recv(65536)
        if b" 200 " not in received[:20]:
            raise Unavailable(f"etcd refuses: {received!r}")

    def saw(self, sock: socket.socket, text: str) -> bool:
        seen = encoded(f"change={text}").encode() in self.buffers[sock]
        if seen:
            self.buffers[sock].clear()
        return seen

    def close(self) -> None:
        for sock in [self._publisher, *self.sockets]:
            sock.close()


def measure(report: Report, scratch: Scratch, binary: str) -> None:
    home = Home(scratch, binary, split=False)
    home.up()
    subjects = {RegistrySubject: home.ports["registry"]}
    try:
        subjects[EtcdSubject] = anchors.start_etcd(scratch)
        wait_for_etcd(subjects[EtcdSubject])
    except Unavailable as reason:
        subjects.pop(EtcdSubject, None)
        report.skip(PART, EtcdSubject.name, str(reason))
    medians: dict = {}
    for _ in range(ROUNDS):
        for subscribers in CHANGES:
            for subject, port in subjects.items():
                times = measure_changes(subject(port, subscribers), CHANGES[subscribers])
                medians.setdefault((subscribers, subject), []).append(times)
    for subscribers in CHANGES:
        add_figures(report, subscribers, {
            subject: medians[subscribers, subject] for subject in subjects})
    home.down()


def add_figures(report: Report, subscribers: int, rounds: dict) -> None:
    who = "1 subscriber" if subscribers == 1 else f"the last of {subscribers} subscribers"
    for part, label in (0.5, "p50"), (0.99, "p99"):
        values = {subject: [percentile(times, part) for times in each]
                  for subject, each in rounds.items()}
        for subject, each in values.items():
            theirs = values.get(EtcdSubject)
            bound = {"bound": sorted(theirs)[len(theirs) // 2], "promise": "ms (etcd)"} \
                if subject is RegistrySubject and theirs and label == "p50" else {}
            report.add(PART, f"publish to {who}, {subject.name}: {label}", "ms", each,
                       beside=subject is not RegistrySubject, **bound)


def measure_changes(subject, changes: int) -> list[float]:
    """Milliseconds from sending each change until the last subscriber has it."""
    with selectors.DefaultSelector() as selector:
        for sock in subject.sockets:
            selector.register(sock, selectors.EVENT_READ)
        try:
            one_change(subject, selector, "first")
            return [one_change(subject, selector, str(number)) for number in range(changes)]
        finally:
            subject.close()


def one_change(subject, selector: selectors.BaseSelector, text: str) -> float:
    waiting = set(subject.sockets)
    start = last = time.perf_counter()
    subject.change(text)
    while waiting:
        ready = selector.select(PATIENCE)
        if not ready:
            raise Unavailable(f"{subject.name}: {len(waiting)} subscribers saw nothing")
        for key, _ in ready:
            received = key.fileobj.recv(65536)
            arrival = time.perf_counter()
            if not received:
                raise Unavailable(f"{subject.name} closed a subscriber's connection")
            subject.buffers[key.fileobj] += received
            if subject.saw(key.fileobj, text) and key.fileobj in waiting:
                waiting.remove(key.fileobj)
                last = arrival
    subject.settle()
    return (last - start) * 1e3


def registration(message: str, content: bytes) -> bytes:
    return BoltFrame(REQUEST, CALL, 1, MESSAGES + message, content=content).encoded()


def connect(port: int) -> socket.socket:
    sock = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock


def post(path: str, body: dict) -> bytes:
    content = json.dumps(body).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return head.encode() + f"Content-Length: {len(content)}\r\n\r\n".encode() + content


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def wait_for_etcd(port: int) -> None:
    """A member that listens may still elect itself: waits until it takes a key."""
    subject = EtcdSubject(port, 0)
    subject.change("ready")
    subject.settle()
    subject.close()
