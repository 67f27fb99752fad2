"""dmmdoc assembles the memos that go to the minister around a NATO Defence Ministers Meeting."""

__version__ = "0.2.0"
