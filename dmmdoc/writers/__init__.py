"""Writers: each makes one thing out of a Memo, and knows no reader."""
