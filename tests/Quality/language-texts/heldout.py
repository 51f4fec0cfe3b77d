#!/usr/bin/env python3
"""A test set of documents that the language model is not trained on: heldout.py FOLDER FILE.jsonl, after heldout.sh FOLDER.

One passage of 120 to some 230 characters a line, at most 100 of each source and language. Left out: what stands in two
languages alike, references to literature, chat logs,
what is written in ROT13, and what was left in English (by its function words).
"""
import glob
import gzip
import hashlib
import html
import json
import os
import re
import sys

from extract import BLOCK, DROP, ODD, TAGS, is_prose

MOST = 100
REFERENCE = re.compile(r"^\[|\d{4}[.,)].*\b(in|ed|pp?|vol|press|university|verlag)\b|ISBN|\bpp\b|ʿ|ROT13|<\S+>|@|\bisbn\b|library|Society|Research|Institute", re.I)
ROT13 = re.compile(r"\b(dhr|yn|ybf|ynf|qr|pur|vy|ry|qry|ra)\b", re.I)
LANGUAGE = {"nb-no": "nb", "pt-pt": "pt", "brasil": "pt", "cz": "cs", "italia": "it", "formiche": "it", "leggi": "it", "definizioni": "it"}


def documents(folder):
    for path in sorted(glob.glob(os.path.join(folder, "heldout/usr/share/**"), recursive=True)):
        if not os.path.isfile(path) or os.path.islink(path):
            continue
        relative = path.split("heldout/usr/share/")[1]
        if found := re.search(r"stellarium/.*description\.([\w@]+)\.utf8$", relative):
            yield "sky", found.group(1), path
        elif found := re.search(r"doc/debian-edu-doc-(?:legacy-)?([\w-]+)/.*\.html$", relative):
            yield "school", found.group(1), path
        elif found := re.search(r"doc/aptitude/html/(\w+)/.*\.html$", relative):
            yield "aptitude", found.group(1), path
        elif found := re.search(r"doc/(?:debian-faq|debian/FAQ|maint-guide).*\.(\w\w)\.html(?:\.gz)?$", relative):
            yield "guides", found.group(1), path
        elif found := re.search(r"^man/(\w+)/man\d/.*\.gz$", relative):
            yield "man", found.group(1), path
        elif (found := re.search(r"games/fortunes/(\w+)", relative)) and not path.endswith((".dat", ".u8")):
            yield "fortunes", found.group(1), path


def blocks(source, path):
    raw = (gzip.open if path.endswith(".gz") else open)(path, "rb").read().decode("utf-8", "replace")
    if source == "fortunes":
        return raw.split("\n%")
    if source == "man":
        return re.sub(r"\\f.|\\\(..|\\[-&e]", "", "\n".join("\0" if line[:1] in ".'" else line for line in raw.split("\n"))).split("\0")
    return [html.unescape(re.sub(r"<[^>]+>", "", block)) for block in BLOCK.split(DROP.sub(" ", raw))]


def passage(block):
    words, taken = " ".join(block.split()).split(" "), ""
    while words and len(taken) < 220:
        taken = (taken + " " + words.pop(0)).strip()
    return taken


def main(folder, out):
    found, holders = {}, {}
    for source, language, path in documents(folder):
        tag = LANGUAGE.get(language, ODD.get(language, language))
        if tag not in TAGS:
            continue
        for block in blocks(source, path):
            text = passage(block)
            if len(text) >= 120 and "\ufffd" not in text and is_prose(text, tag) and not REFERENCE.search(text) and len(ROT13.findall(text)) < 2:
                found.setdefault((tag, source), set()).add(text)
                holders.setdefault(text, set()).add(tag)
    with open(out, "w", encoding="utf-8") as file:
        for (tag, source), texts in sorted(found.items()):
            own = sorted((text for text in texts if holders[text] == {tag}), key=lambda text: hashlib.sha1(text.encode()).digest())
            for text in own[:MOST]:
                file.write(json.dumps({"text": text, "language": tag, "source": source}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
