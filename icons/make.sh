#!/usr/bin/env bash
# Draws the icons of all sizes from the two SVG files. Debian: librsvg2-bin imagemagick icnsutils
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for size in 16 24 32 48; do rsvg-convert -w "$size" icon-small.svg -o "$work/$size.png"; done
for size in 64 128 256 512 1024; do rsvg-convert -w "$size" icon.svg -o "$work/$size.png"; done
cp "$work/32.png" 32x32.png
cp "$work/128.png" 128x128.png
cp "$work/256.png" 128x128@2x.png
cp "$work/512.png" icon.png
convert "$work"/{16,24,32,48,64,256}.png icon.ico
png2icns icon.icns "$work"/{16,32,48,128,256,512,1024}.png
