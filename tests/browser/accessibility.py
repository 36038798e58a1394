"""What an engine tells screen readers, read as they read it on Linux: over the bus of the
Assistive Technology Service Provider Interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

Place = tuple[str, str]
"""The name of a program on the bus, and of a thing of its."""

STARTER = ("org.a11y.Bus", "/org/a11y/bus")
DESKTOP = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ACCESSIBLE = "org.a11y.atspi.Accessible"
TEXT = "org.a11y.atspi.Text"
CHILD = "\ufffc"
"""Stands in a text where another thing is."""


def tree(bus: str) -> list[tuple[str, str]]:
    """Role and name of everything that pages in the programs on this bus have."""
    with open_dbus_connection(bus) as connection:
        address = _call(connection, STARTER, "org.a11y.Bus", "GetAddress")
    with open_dbus_connection(address) as connection:
        return list(_told(connection, DESKTOP))


def _told(connection: DBusConnection, place: Place) -> Iterator[tuple[str, str]]:
    attributes = _call(connection, place, ACCESSIBLE, "GetAttributes")
    role = attributes.get("xml-roles") or attributes.get("computed-role") or attributes.get("tag")
    if role:
        yield role, _property(connection, place, "Name")
        if TEXT in _call(connection, place, ACCESSIBLE, "GetInterfaces"):
            text = _call(connection, place, TEXT, "GetText", "ii", (0, -1))
            yield from (("StaticText", piece) for piece in text.split(CHILD) if piece)
    for number in range(_property(connection, place, "ChildCount")):
        child = _call(connection, place, ACCESSIBLE, "GetChildAtIndex", "i", (number,))
        yield from _told(connection, child)


def _property(connection: DBusConnection, place: Place, name: str) -> Any:
    message = Properties(_address(place, ACCESSIBLE)).get(name)
    return connection.send_and_get_reply(message).body[0][1]


def _call(
    connection: DBusConnection, place: Place, interface: str, method: str, *arguments: Any
) -> Any:
    message = new_method_call(_address(place, interface), method, *arguments)
    return connection.send_and_get_reply(message).body[0]


def _address(place: Place, interface: str) -> DBusAddress:
    program, thing = place
    return DBusAddress(thing, program, interface)
