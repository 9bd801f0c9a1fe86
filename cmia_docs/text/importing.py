from cmia_docs.text.file_format import parse
def from_plain(s, l): return parse(s, l)
