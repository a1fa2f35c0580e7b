"""Serves with anthunder 0.8.1 on any free port of 127.0.0.1, prints `PORT n`, ends with its input.

Usage: anthunder_server.py ECHO_SERVICE ACCOUNT_SERVICE
"""
import logging
import os
import sys
import threading
import time
from decimal import Decimal

logging.disable(logging.CRITICAL)

from anthunder import AioListener

import facade

messages = facade.load()
balances, paid = {}, {}


class Echo:
    def __init__(self, context):
        self.context = context

    def echo(self, body):
        return body

    def fail(self, body):
        raise ValueError("the service broke")

    def slow(self, body):
        time.sleep(0.5)
        return body

    def empty(self, body):
        return b""


class Account:
    def __init__(self, context):
        self.context = context

    def createUser(self, body):
        request = messages["CreateUserRequest"].FromString(body)
        balances.setdefault(request.user_name, Decimal("1000000.00"))
        return messages["CreateUserResult"](code=1).SerializeToString()

    def queryBalance(self, body):
        request = messages["QueryBalanceRequest"].FromString(body)
        balance = f"{balances[request.user_name]:.2f}"
        return messages["QueryBalanceResult"](code=1, balance=balance).SerializeToString()

    def minusBalance(self, body):
        request = messages["MinusBalanceRequest"].FromString(body)
        if request.order_id not in paid:
            balances[request.user_name] -= Decimal(request.amount)
            paid[request.order_id] = f"{balances[request.user_name]:.2f}"
        return messages["MinusBalanceResult"](
            code=1, balance=paid[request.order_id]).SerializeToString()


listener = AioListener(("127.0.0.1", 0), "peer")
listener.handler.register_interface(sys.argv[1], Echo)
listener.handler.register_interface(sys.argv[2], Account)
threading.Thread(target=listener.run_forever, daemon=True).start()
deadline = time.monotonic() + 20
while listener._server is None and time.monotonic() < deadline:
    time.sleep(0.01)
print("PORT", listener._server.sockets[0].getsockname()[1], flush=True)
sys.stdin.read()
os._exit(0)
