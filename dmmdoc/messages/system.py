"""What the operating system says of a file, in the person's language."""

import errno

from dmmdoc.messages.catalogue import say

_KNOWN = {
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "no-folder",
    errno.EEXIST: "exists",
    errno.EACCES: "closed",
    errno.EPERM: "forbidden",
    errno.EROFS: "read-only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EFBIG: "large",
    errno.ENAMETOOLONG: "long-name",
    errno.ELOOP: "loop",
    errno.EBUSY: "busy",
    errno.EIO: "broken",
}
"""Those that people meet."""


def reason(error: Exception) -> str:
    """Why something could not be done, in words that can stand behind a colon; what is rare as the system says it."""
    if isinstance(error, OSError):
        if name := _KNOWN.get(error.errno or 0):
            return say(f"system.{name}")
        text = error.strerror or str(error)
    elif isinstance(error, ValueError):  # a null byte, or what the file system cannot spell
        return say("system.bad-name")
    else:
        text = str(error)
    return text[:1].lower() + text[1:]
