"""anthunder_server.py PORT SERVICE METHOD ANSWER: anthunder's own server, one method, one answer.

ANSWER is hexadecimal. Runs until it is ended; needs the PyPI package anthunder.
"""

import signal
import sys

from anthunder.listener.aio_listener import AioListener
from anthunder.listener.base_listener import BaseService

port, service, method, answer = sys.argv[1:5]
content = bytes.fromhex(answer)
implementation = type("Service", (BaseService,), {method: lambda self, argument: content})

listener = AioListener(("127.0.0.1", int(port)), "balance_mng")
listener.handler.register_interface(service, implementation)
listener.run_threading()
signal.pause()
