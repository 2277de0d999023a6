"""kio: plain YAML records of a training, held against rules that are data."""

__version__ = "0.1.0"
