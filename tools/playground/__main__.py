"""Adds to a built site what its playground needs: `make playground`."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.playground.build import build

build(Path(sys.argv[1]))
