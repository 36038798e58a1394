"""Asks Firefox for its accessibility tree, which WebDriver does not tell, by its debugger's server.

The server takes and gives JSON with its length before it: `17:{"to": "root", …}`. It runs a script
with the rights of the browser itself, beside the session of WebDriver.
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import closing
from io import BufferedRWPair
from pathlib import Path
from typing import Any

PREFERENCES = {
    "devtools.chrome.enabled": True,
    "devtools.debugger.prompt-connection": False,
    "devtools.debugger.remote-enabled": True,
}
TREE = (Path(__file__).parent / "firefox_tree.js").read_text(encoding="utf-8")
TRIES = 100
PAUSE = 0.05
Tree = list[tuple[str, str]]


def free_port() -> int:
    """A port of this machine on which nothing listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(port: int, url: str) -> Tree:
    """Role and name of everything that Firefox tells of the page at `url`, once it is at rest.

    The browser hears of its pages' trees from their processes, a little later than they change.
    """
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        stream = connection.makefile("rwb")
        _receive(stream, "root")
        process = _ask(stream, "root", "getProcess", id=0)["processDescriptor"]["actor"]
        console = _ask(stream, process, "getTarget")["process"]["consoleActor"]
        script = f"({TREE})({json.dumps(url)})"
        before: Tree = []
        for _ in range(TRIES):
            now = _evaluate(stream, console, script)
            if now and now == before:
                return now
            before = now
            time.sleep(PAUSE)
    message = f"Firefox tells no tree of {url} that stays the same."
    raise TimeoutError(message)


def _evaluate(stream: BufferedRWPair, console: str, script: str) -> Tree:
    _ask(stream, console, "evaluateJSAsync", text=script)
    answer = _receive(stream, console)
    result = answer.get("result")
    if isinstance(result, dict) and result.get("type") == "longString":
        asked = {"start": 0, "end": result["length"]}
        result = _ask(stream, result["actor"], "substring", **asked)["substring"]
    if not isinstance(result, str):
        raise TypeError(str(answer))
    return [(role, name) for role, name in json.loads(result)]


def _ask(stream: BufferedRWPair, actor: str, wanted: str, **parameters: Any) -> dict[str, Any]:
    packet = json.dumps({"to": actor, "type": wanted, **parameters}).encode()
    stream.write(b"%d:%s" % (len(packet), packet))
    stream.flush()
    return _receive(stream, actor)


def _receive(stream: BufferedRWPair, actor: str) -> dict[str, Any]:
    """The next packet of an actor that is no news of windows and frames."""
    while True:
        length = b"".join(iter(lambda: stream.read(1), b":"))
        packet: dict[str, Any] = json.loads(stream.read(int(length)))
        if packet["from"] == actor and packet.get("type") in {None, "evaluationResult"}:
            return packet
