#!/bin/sh
# Fetches minijinja, compiled to WebAssembly by its author, with npm. Called by Maven.
set -eu
cd "$(dirname "$0")"

installed=node_modules/.installed

if [ -e "$installed" ] && [ -z "$(find package.json package-lock.json -newer "$installed")" ]; then
  exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
  echo "The template engine is fetched with npm: install Node.js 20 or newer, with npm, and see that npm is on the PATH." >&2
  exit 1
fi
# No package's install script is needed, so none gets to run.
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
touch "$installed"
