#!/bin/sh
# How the fonts beside this file were made: Libertinus Serif (OFL 1.1, see OFL.txt) as in typst-assets 0.15.1, cut down to Latin,
# Greek, Cyrillic and punctuation with fonttools (pip install fonttools). Usage: make.sh FOLDER-WITH-THE-ORIGINALS
set -eu
cd "$(dirname "$0")"
for style in Regular Bold; do
    pyftsubset "$1/LibertinusSerif-$style.otf" \
        --unicodes="U+0020-007E,U+00A0-024F,U+0259,U+02BB-02BC,U+02C6-02DD,U+0300-0338,U+0370-03FF,U+0400-04FF,U+1E00-1EFF,U+2010-2027,U+2030-203A,U+20AC,U+2116,U+2122,U+2190-2193,U+2212" \
        --layout-features='kern,liga,mark,mkmk,ccmp,locl' --name-IDs='*' --notdef-outline \
        --output-file="LibertinusSerif-$style.otf"
done
