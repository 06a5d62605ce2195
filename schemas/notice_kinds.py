"""What a notice means, whatever form it is published in."""

NOTICE_KINDS = [
    "planning",
    "early_dialogue",
    "intention",
    "competition",
    "correction",
    "result",
    "modification",
    "completion",
]
"""Of a procedure from its beginning to its end; a correction changes one of the others and replaces none."""
NOTICE_KIND_BASIS = ["form", "text", "content"]
"""The form says it; the words in an advisory form say it; or a notice says that it changes another and nothing else."""
