"""Read Firefox's accessibility tree, which WebDriver does not provide, through its debugger server.

A packet is JSON after its length, such as `17:{"to": "root", …}`. The server runs JavaScript with the browser's
privileges, independently of the WebDriver session.
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
TREE_SCRIPT = (Path(__file__).parent / "firefox_tree.js").read_text(encoding="utf-8")
TRIES = 100
PAUSE = 0.05
Tree = list[tuple[str, str]]


def free_port() -> int:
    """A port on this machine that no program uses."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(port: int, url: str) -> Tree:
    """The role and name of everything in Firefox's accessibility tree of the page at `url`.

    The browser gets the trees from its pages' processes with a short delay, so wait until the tree stays the same.
    """
    with closing(socket.create_connection(("127.0.0.1", port), timeout=10)) as connection:
        stream = connection.makefile("rwb")
        _receive(stream, "root")
        process = _ask(stream, "root", "getProcess", id=0)["processDescriptor"]["actor"]
        console = _ask(stream, process, "getTarget")["process"]["consoleActor"]
        script = f"({TREE_SCRIPT})({json.dumps(url)})"
        before: Tree = []
        for _ in range(TRIES):
            now = _evaluate(stream, console, script)
            if now and now == before:
                return now
            before = now
            time.sleep(PAUSE)
    message = f"Firefox's accessibility tree of {url} keeps changing."
    raise TimeoutError(message)


def _evaluate(stream: BufferedRWPair, console: str, script: str) -> Tree:
    _ask(stream, console, "evaluateJSAsync", text=script)
    answer = _receive(stream, console)
    result = answer.get("result")
    if isinstance(result, dict) and result.get("type") == "longString":
        whole = {"start": 0, "end": result["length"]}
        result = _ask(stream, result["actor"], "substring", **whole)["substring"]
    if not isinstance(result, str):
        raise TypeError(str(answer))
    return [(role, name) for role, name in json.loads(result)]


def _ask(stream: BufferedRWPair, actor: str, request: str, **parameters: Any) -> dict[str, Any]:
    packet = json.dumps({"to": actor, "type": request, **parameters}).encode()
    stream.write(b"%d:%s" % (len(packet), packet))
    stream.flush()
    return _receive(stream, actor)


def _receive(stream: BufferedRWPair, actor: str) -> dict[str, Any]:
    """The next packet of an actor, skipping notifications about windows and frames."""
    while True:
        length = b"".join(iter(lambda: stream.read(1), b":"))
        packet: dict[str, Any] = json.loads(stream.read(int(length)))
        if packet["from"] == actor and packet.get("type") in {None, "evaluationResult"}:
            return packet
