"""PyTorch, imported when it is needed: that takes seconds and hundreds of megabytes."""

from __future__ import annotations

import os
from typing import Any


def pytorch(threads: int = 0) -> Any:
    """The module `torch`; `threads` 0 leaves their number to it. ImportError without it."""
    # PyTorch's threads else wait for each other by spinning, which halves their speed as soon
    # as anything else wants the processor. Read when PyTorch is first imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch

    if threads:
        torch.set_num_threads(threads)
    return torch
