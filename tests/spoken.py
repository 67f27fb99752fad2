"""Whether what is said to a person who reads Dutch is Dutch."""

import re

ENGLISH = re.compile(
    r"\b(?:"
    r"about|after|again|already|and|another|any|are|because|before|behind|below|beside|between|but|by|"
    r"cannot|change|choose|could|does|each|either|empty|exists|expected|find|folder|for|found|"
    r"from|give|given|has|have|holds|how|into|it|its|itself|keep|known|leave|line|lines|look|made|make|may|"
    r"memo|mend|marks|missing|more|most|near|no|none|not|nothing|number|only|or|other|out|page|place|read|right|"
    r"said|same|say|see|should|since|some|still|such|take|taken|than|that|the|their|them|then|there|"
    r"these|they|this|those|through|too|twice|under|unknown|until|used|value|wanted|when|where|which|while|"
    r"who|whole|whose|why|will|with|without|words|would|write|wrong|you|your"
    r")\b",
    re.IGNORECASE,
)
"""English words that are spelled like no Dutch one."""
CODE = "|".join(
    (
        r"--?[a-z-]+|dmmdoc [a-z]+",  # options and commands
        r"\b[a-z]+(?:-[a-z]+)+\b",  # names of rules
        r"\{[^{}]*\}|\[[^\[\]]*\]|“[^”]*”|`[^`]*`",  # facts of a message, what a memo says
        r"[a-z_-]+\.[a-z_.]+|[a-z_]+ = |[A-Z_]{3,}",  # files and keys
    )
)
"""What is no Dutch and need not be: options, commands, facts in a message, files, keys."""


def english_in(text: str) -> list[str]:
    """The English words in a Dutch text; names, options and keys are no words."""
    return ENGLISH.findall(re.sub(CODE, " ", text))
