#!/usr/bin/env bash
# Fetches documents that the language model is not trained on: heldout.sh FOLDER; then python3 heldout.py FOLDER FILE.jsonl
# Debian 12, by its ordinary client; some 400 MB.
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
mkdir -p "$folder/heldout-deb" "$folder/heldout"
cd "$folder/heldout-deb"
apt-get download stellarium-data debian-faq debian-faq-{de,fr,it,nl,pt,ru} maint-guide maint-guide-{ca,de,es,fr,it,ru,vi} \
  debian-edu-doc-{en,da,es,it,nb-no,nl,pt-pt,legacy-sv,legacy-pl,legacy-uk} aptitude-doc-{cs,en,es,fi} \
  manpages-{da,fi,hu,id,nb,ro,sr,sv,tr} fortunes-{bg,br,cs,de,es,it,pl,ru}
for package in *.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar x -C "$folder/heldout" --wildcards --no-anchored '*.html' '*.gz' '*.utf8' '*/fortunes/*' || true
done
