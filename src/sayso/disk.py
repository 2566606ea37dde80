"""What a power cut must not take: files that somebody was told of, and their names."""

import errno
import os
import sys
from pathlib import Path

_UNKNOWN = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
"""What a file system says that synchronises no folders."""


def keep(file: Path) -> None:
    """See to it that what is in the file is on the disk. Its name need not be yet."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def keep_names(folder: Path) -> None:
    """See to it that what was made, renamed or removed in the folder is on the disk.

    Nothing is done where the system knows no such thing (Windows), or where the folder may be written but not read.
    """
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNKNOWN:
            raise
    finally:
        os.close(handle)
