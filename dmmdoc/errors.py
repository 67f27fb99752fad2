"""What a person can get wrong: a message, and where it stands."""


class UserError(Exception):
    """Something a person can mend: what is wrong and what to do, with the file and line where known.

    Prints as one line, `FILE:LINE: message`. `line` counts from 1.
    """

    exit_code = 1

    def __init__(self, message: str, file: str | None = None, line: int | None = None):
        super().__init__(message)
        self.message = " ".join(message.split())
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return f"{place}: {self.message}" if place else self.message


class UsageError(UserError):
    """A command that was typed wrong."""

    exit_code = 2
