"""Reads a Dockerfile and a compose file: as much of both languages as this project writes."""

import re
from collections.abc import Mapping
from typing import Any, Final

Json = dict[str, Any]

# What has no meaning for one container that is built already: Docker's own log files.
_NOT_FOR_ONE: Final = frozenset({"build", "logging"})
_FLAGS: Final[Mapping[str, str]] = {
    "restart": "--restart",
    "read_only": "--read-only",
    "tmpfs": "--tmpfs",
    "volumes": "--volume",
    "cap_drop": "--cap-drop",
    "security_opt": "--security-opt",
    "init": "--init",
    "mem_limit": "--memory",
    "pids_limit": "--pids-limit",
}


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """Return the name and the arguments of each instruction, continued lines joined."""
    lines = [line for line in dockerfile.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    pairs = (line.partition(" ") for line in joined.splitlines() if line.strip())
    return [(name, arguments.strip()) for name, _, arguments in pairs]


def read_yaml(text: str) -> Json:
    """Return mappings, lists and strings; every scalar stays a string."""
    bare = (re.sub(r"(^|\s)#.*", "", line).rstrip() for line in text.splitlines())
    lines = [(len(line) - len(line.lstrip()), line.strip()) for line in bare if line]
    mapping: Json = _block(lines, 0)
    if lines:
        raise ValueError(f"not understood: {lines[0][1]}")
    return mapping


def container_flags(service: Json, environment: Mapping[str, str]) -> list[str]:
    """Return what ``podman run`` is told so that one container is what the service says.

    Raises:
        KeyError: The service says something that is not carried over: nothing is passed over.
    """
    flags = []
    for name, value in service.items():
        if name == "environment":
            flags += [f"--env={key}={_filled(one, environment)}" for key, one in value.items()]
        elif name == "stop_grace_period":
            flags.append(f"--stop-timeout={value.removesuffix('s')}")
        elif name not in _NOT_FOR_ONE:
            values = value if isinstance(value, list) else [value]
            flags += [f"{_FLAGS[name]}={one}" for one in values]
    return flags


def _block(lines: list[tuple[int, str]], indent: int) -> Any:
    if lines[0][1].startswith("- "):
        return [_scalar(line[2:]) for line in _taken(lines, indent)]
    mapping: Json = {}
    while lines and lines[0][0] == indent:
        key, _, rest = lines.pop(0)[1].partition(":")
        deeper = bool(lines) and lines[0][0] > indent
        mapping[key] = _block(lines, lines[0][0]) if deeper else _scalar(rest)
    return mapping


def _taken(lines: list[tuple[int, str]], indent: int) -> list[str]:
    taken = []
    while lines and lines[0][0] == indent and lines[0][1].startswith("- "):
        taken.append(lines.pop(0)[1])
    return taken


def _scalar(text: str) -> Any:
    text = text.strip()
    if text.startswith("["):
        return [_scalar(one) for one in text.strip("[]").split(",")]
    return text.strip("\"'")


def _filled(value: str, environment: Mapping[str, str]) -> str:
    """Fill in ``${NAME:?why}``, which every variable of ours is written as."""
    return re.sub(r"\$\{(\w+):\?[^}]*\}", lambda found: environment[found[1]], value)
