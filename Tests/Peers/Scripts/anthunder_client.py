"""Calls a Bolt server on 127.0.0.1 as anthunder 0.8.1 does, and prints what came of it as JSON.

Usage: anthunder_client.py PORT ECHO_SERVICE ACCOUNT_SERVICE
"""
import json
import logging
import socket
import sys

logging.disable(logging.CRITICAL)

from anthunder import SERVICE_MAP, AioClient, Client
from anthunder.command.heartbeat import HeartbeatRequest
from anthunder.protocol import BoltResponse
from mytracer import SpanContext

import facade

port, echo, account = int(sys.argv[1]), sys.argv[2], sys.argv[3]
address = ("127.0.0.1", port)
SERVICE_MAP[echo] = address
SERVICE_MAP[account] = address
SERVICE_MAP[echo + ":absent"] = address
pipelined, blocking = AioClient("peer"), Client("peer")
messages = facade.load()
outcome = {}
SEPARATOR = ": "


def attempt(name, work):
    try:
        outcome[name] = work()
    except Exception as error:
        # anthunder puts its own name before the text, more than once.
        outcome[name] = f"{type(error).__name__}: {str(error).split(SEPARATOR)[-1]}"


def call(client, service, method, content, timeout_ms=5000):
    return client.invoke_sync(
        service, method, content, spanctx=SpanContext(), timeout_ms=timeout_ms)


def many():
    futures = [
        pipelined.invoke_async(
            echo, "echo", b"%d" % n, spanctx=SpanContext(), timeout_ms=5000)
        for n in range(100)]
    return [int(f.result(10).content) for f in futures] == list(range(100))


def heartbeat():
    request = HeartbeatRequest.new_request()
    with socket.create_connection(address, 5) as connection:
        connection.sendall(request.to_stream())
        answer = b""
        while len(answer) < BoltResponse.bolt_header_size():
            answer += connection.recv(64)
    header = BoltResponse.bolt_header_from_stream(answer)
    return [header["request_id"] == request.request_id, header["cmdcode"], header["respstatus"]]


def ask(method, **fields):
    request = messages[method[0].upper() + method[1:] + "Request"](code=1, **fields)
    result = messages[method[0].upper() + method[1:] + "Result"]()
    result.ParseFromString(call(pipelined, account, method, request.SerializeToString()))
    return [result.code, getattr(result, "balance", "")]


attempt("pipelined", lambda: call(pipelined, echo, "echo", b"hello").decode())
attempt("blocking", lambda: call(blocking, echo, "echo", "你好".encode()).decode())
attempt("hundred at once", many)
attempt("heartbeat", heartbeat)
attempt("unknown method", lambda: call(blocking, echo, "absent", b"x").decode())
attempt("unknown service", lambda: call(blocking, echo + ":absent", "echo", b"x").decode())
attempt("failing method", lambda: call(blocking, echo, "fail", b"x").decode())
attempt("too slow", lambda: call(blocking, echo, "slow", b"x", timeout_ms=200).decode())
attempt("oneway", lambda: blocking.invoke_oneway(echo, "note", b"1", spanctx=SpanContext()))
attempt("oneway pipelined", lambda: pipelined.invoke_oneway(
    echo, "note", b"2", spanctx=SpanContext()))
attempt("after all that", lambda: call(pipelined, echo, "echo", b"still here").decode())
attempt("createUser", lambda: ask("createUser", user_name="user0"))
attempt("queryBalance", lambda: ask("queryBalance", user_name="user0"))
attempt("minusBalance", lambda: ask(
    "minusBalance", user_name="user0", amount="99.00", order_id="order-1"))
attempt("minusBalance again", lambda: ask(
    "minusBalance", user_name="user0", amount="99.00", order_id="order-1"))
attempt("queryBalance after", lambda: ask("queryBalance", user_name="user0"))
attempt("unknown user", lambda: ask("queryBalance", user_name="nobody")[0] != 1)

print(json.dumps(outcome))
