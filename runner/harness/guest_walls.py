"""What is mounted behind a second kernel (gVisor): once for the warm parent, and anew for each of its children.

The parent is the guest's root user and may mount there. A child mounts its own scratch folder and /proc, becomes an
ordinary user and gives up every right before there is a program. Whatever fails here raises OSError, and nothing is
run.
"""

import contextlib
import ctypes
import errno
import os
import stat
from typing import Final

from . import isolate, lock

USER: Final = 1000
"""User and group of every run; the parent is another, so that it cannot be signalled or looked into."""
MAX_COUNTED_FILES: Final = 8_192
"""More are not counted: the run is to be ended anyway."""

_READ_ONLY, _NO_SET_USER, _NO_DEVICES, _NO_EXECUTION = 1, 2, 4, 8
_REMOUNT, _PRIVATE_AND_BELOW, _MNT_DETACH = 0x20, 0x4000 | 0x40000, 2
_PLAIN: Final = _NO_SET_USER | _NO_DEVICES | _NO_EXECUTION
_DEVICES: Final = {"null": (1, 3), "zero": (1, 5), "full": (1, 7), "random": (1, 8), "urandom": (1, 9)}
_PR_CAPBSET_DROP: Final = 24
_libc = ctypes.CDLL(None, use_errno=True)


def furnish() -> None:
    """In the parent, once: take away what gVisor gives every container but no program needs, /dev/fuse above all."""
    isolate.mount("tmpfs", "/dev", "tmpfs", _NO_SET_USER | _NO_EXECUTION, "size=4k,mode=0755")
    for name, (major, minor) in _DEVICES.items():
        os.mknod(f"/dev/{name}", stat.S_IFCHR | 0o666, os.makedev(major, minor))
        os.chmod(f"/dev/{name}", 0o666)  # noqa: PTH101 - the mask of new files does not count
    os.symlink("/proc/self/fd", "/dev/fd")  # noqa: PTH211
    # gVisor opens no device for writing below a read-only mount. So the folder stays as it is: its owner is the guest's
    # root, which no run is, and setting times, which whoever may write to a device may do, is refused by the filter.
    lock.refuse_times()
    for folder in ("/sys", "/tmp"):
        _take_away(folder)
    os.symlink(f"{isolate.SCRATCH}/tmp", "/tmp")  # noqa: PTH211
    # The parent's own: libraries look for a place for their caches while they are imported.
    for name in isolate.FOLDERS:
        os.mkdir(f"{isolate.SCRATCH}/{name}", 0o755)  # noqa: PTH102
    # Until now the root could be written to, in the guest's memory alone.
    isolate.mount("none", "/", None, _REMOUNT | _READ_ONLY, None)


def _take_away(folder: str) -> None:
    """Unmount what lies at a folder and remove the folder. Raises OSError."""
    while os.path.ismount(folder):
        isolate.done(_libc.umount2(folder.encode(), _MNT_DETACH), f"could not unmount {folder}")
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(folder)  # noqa: PTH106


def settle(scratch_bytes: int) -> None:
    """In the child: mount what is its own, become an ordinary user, and give up every capability. Raises OSError."""
    os.setsid()
    isolate.mount("none", "/", None, _PRIVATE_AND_BELOW, None)
    isolate.mount("tmpfs", isolate.SCRATCH, "tmpfs", _PLAIN, f"size={scratch_bytes},mode=0700,uid={USER},gid={USER}")
    isolate.mount("proc", "/proc", "proc", _PLAIN | _READ_ONLY, None)
    for name in isolate.FOLDERS:
        os.mkdir(f"{isolate.SCRATCH}/{name}", 0o755)  # noqa: PTH102 - in the way of every run
        os.chown(f"{isolate.SCRATCH}/{name}", USER, USER)
    os.chdir(f"{isolate.SCRATCH}/work")
    os.setgroups([])
    _give_up_bounding_set()
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    # gVisor knows no ambient capabilities that could be left.
    isolate.set_no_capabilities()
    isolate.hide()


def _give_up_bounding_set() -> None:
    """While it still may: an ordinary user cannot."""
    for capability in range(64):
        if _libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            break


def n_files(folder: str) -> int:
    """Count what lies below a folder, up to `MAX_COUNTED_FILES`; 0 when it is gone. Follows no link."""
    n, waiting = 0, [folder]
    while waiting and n < MAX_COUNTED_FILES:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    n += 1
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:
                # Nested deeper than a path can say, which no honest program does.
                return MAX_COUNTED_FILES
            # Gone meanwhile, with its process or by the program's hand.
    return n
