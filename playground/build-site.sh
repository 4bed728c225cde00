#!/bin/sh
# Builds or tests the site with npm. Called by Maven; may be called by hand.
#
#   sh build-site.sh build   type-checks, bundles into target/classes; does nothing when the output is newer than the sources
#   sh build-site.sh test    runs the tests of the site's logic
set -eu
cd "$(dirname "$0")"

site=target/classes/dev/cuboid/playground/site
installed=node_modules/.installed
built=target/site-built

require_node() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    echo "The Playground is built with Node.js: install Node.js 20.19 or newer, with npm, and see that both are on the PATH." >&2
    exit 1
  fi
  if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
    echo "The Playground is built with Node.js 20.19 or newer; the one on the PATH is $(node --version)." >&2
    exit 1
  fi
}

install_packages() {
  if [ -e "$installed" ] && [ -z "$(find package.json package-lock.json -newer "$installed")" ]; then
    return
  fi
  require_node
  # No package's install script is needed, so none gets to run.
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$installed"
}

build_site() {
  if [ -e "$built" ] && [ -e "$site/index.html" ] \
    && [ -z "$(find src/main/web package-lock.json tsconfig.json vite.config.ts -newer "$built")" ]; then
    return
  fi
  require_node
  install_packages
  mkdir -p target
  # The mark is as old as the sources that were read: what changes during the build is built the next time.
  touch "$built.started"
  npm run --silent build
  mv "$built.started" "$built"
}

case "${1:-}" in
  build)
    build_site
    ;;
  test)
    require_node
    install_packages
    npm run --silent test
    ;;
  *)
    echo "usage: sh build-site.sh build|test" >&2
    exit 2
    ;;
esac
