"""Read a browser's accessibility tree as Linux screen readers do: over AT-SPI, the Assistive Technology
Service Provider Interface, on D-Bus.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

Node = tuple[str, str]
"""The bus name of a program, and the path of one of its objects."""

BUS_LAUNCHER = ("org.a11y.Bus", "/org/a11y/bus")
DESKTOP = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
OBJECT_REPLACEMENT_CHARACTER = "\ufffc"
"""Marks the position of a child in a text."""


def tree(bus: str) -> list[tuple[str, str]]:
    """The role and name of everything in the pages of the programs on this bus."""
    with open_dbus_connection(bus) as connection:
        address = _call(connection, BUS_LAUNCHER, "org.a11y.Bus", "GetAddress")
    with open_dbus_connection(address) as connection:
        return list(_descendants(connection, DESKTOP))


def _descendants(connection: DBusConnection, node: Node) -> Iterator[tuple[str, str]]:
    attributes = _call(connection, node, ACCESSIBLE, "GetAttributes")
    role = attributes.get("xml-roles") or attributes.get("computed-role") or attributes.get("tag")
    if role:
        yield role, _property(connection, node, "Name")
        if TEXT in _call(connection, node, ACCESSIBLE, "GetInterfaces"):
            text = _call(connection, node, TEXT, "GetText", "ii", (0, -1))
            yield from (
                ("StaticText", piece) for piece in text.split(OBJECT_REPLACEMENT_CHARACTER) if piece
            )
    for number in range(_property(connection, node, "ChildCount")):
        child = _call(connection, node, ACCESSIBLE, "GetChildAtIndex", "i", (number,))
        yield from _descendants(connection, child)


def _property(connection: DBusConnection, node: Node, name: str) -> Any:
    message = Properties(_address(node, ACCESSIBLE)).get(name)
    return connection.send_and_get_reply(message).body[0][1]


def _call(
    connection: DBusConnection, node: Node, interface: str, method: str, *arguments: Any
) -> Any:
    message = new_method_call(_address(node, interface), method, *arguments)
    return connection.send_and_get_reply(message).body[0]


def _address(node: Node, interface: str) -> DBusAddress:
    program, path = node
    return DBusAddress(path, program, interface)
