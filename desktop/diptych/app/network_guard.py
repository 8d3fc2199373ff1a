"""The guard of the window; it stands in the core, where the command line can use it too."""

from __future__ import annotations

from diptych.core.network_guard import NetworkGuard, NetworkRefusedError

__all__ = ["NetworkGuard", "NetworkRefusedError"]
