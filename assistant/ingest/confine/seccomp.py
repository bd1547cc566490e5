"""Linux only: the kernel refuses network, programs, other processes, and writing elsewhere.

Numbers are those of the kernel's own tables: seccomp(2), landlock(7), unistd.h of each machine.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
from collections.abc import Iterable
from pathlib import Path

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER, _DEATH_SIGNAL = 38, 22, 2, 1
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 1  # EPERM
_NUMBER_AT, _MACHINE_AT = 0, 4

# Order: socket connect sendto, io_uring_setup, ptrace process_vm_readv process_vm_writev,
# bpf unshare mount, kill pidfd_open pidfd_send_signal.
_ALWAYS = {
    "x86_64": (41, 42, 44, 425, 101, 310, 311, 321, 272, 165, 62, 434, 424),
    "aarch64": (198, 203, 206, 425, 117, 270, 271, 280, 97, 40, 129, 434, 424),
}
# clone fork vfork clone3, execve execveat.
_PROGRAMS = {"x86_64": (56, 57, 58, 435, 59, 322), "aarch64": (220, 435, 221, 281)}
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# System calls from here on are those of the x32 interface, which would slip past the list.
_X32 = 0x40000000

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_BENEATH = 1
# Write to and truncate files; remove and make anything; move between folders.
_WRITES = (1 << 1) | sum(1 << bit for bit in range(4, 13))
_REFER, _TRUNCATE = 1 << 13, 1 << 14


def filter_calls(programs: bool) -> bool:
    """Refuse system calls from now on, for good; `programs` lets other programs be started.

    Returns False where the machine or kernel has no such filter.
    """
    machine = platform.machine()
    if platform.system() != "Linux" or machine not in _MACHINES:
        return False
    refused = _ALWAYS[machine] + (() if programs else _PROGRAMS[machine])
    code = _compiled(_MACHINES[machine], refused)
    space = ctypes.create_string_buffer(code)
    head = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(space))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    return int(libc.prctl(_SET_SECCOMP, _FILTER, ctypes.create_string_buffer(head), 0, 0)) == 0


def _compiled(machine: int, refused: Iterable[int]) -> bytes:
    """A filter program: each line is code, jump if true, jump if false, constant."""
    numbers = tuple(refused)
    lines = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 0, len(numbers) + 3, machine),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(numbers) + 1, 0, _X32),
    ]
    for place, number in enumerate(numbers):
        lines.append((_EQUAL, len(numbers) - place, 0, number))
    lines += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def write_only_below(folders: Iterable[Path]) -> bool:
    """Refuse, for good, writing outside these folders; False where the kernel has no Landlock."""
    if platform.system() != "Linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = _WRITES | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    wanted = ctypes.create_string_buffer(struct.pack("Q", rights))
    ruleset = libc.syscall(_CREATE_RULESET, wanted, 8, 0)
    if ruleset < 0:
        return False
    for folder in folders:
        place = os.open(folder, os.O_PATH | os.O_CLOEXEC)
        allowed = rights if folder.is_dir() else (rights & (1 << 1 | _TRUNCATE))
        rule = ctypes.create_string_buffer(struct.pack("=Qi", allowed, place))
        libc.syscall(_ADD_RULE, ruleset, _BENEATH, rule, 0)
        os.close(place)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    done = int(libc.syscall(_RESTRICT_SELF, ruleset, 0)) == 0
    os.close(ruleset)
    return done


def end_with_parent() -> None:
    """Have the kernel kill this process when the one that started it is gone."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, 9, 0, 0, 0)
