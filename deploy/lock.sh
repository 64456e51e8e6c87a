#!/bin/sh
# Resolves requirements.in and requirements-dev.in into locks that name every file by its hash.
set -eu

cd "$(dirname "$0")/.."

compile() {
    # docopt serves only num2words' command line, and is the one package that would have to be built.
    uv pip compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
        --python-version 3.11 --no-emit-package docopt "$1" --output-file "$2"
}

compile requirements.in requirements.lock
compile requirements-dev.in requirements-dev.lock
