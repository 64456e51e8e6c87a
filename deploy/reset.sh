#!/bin/sh
# Deletes the embedded database and everything else in NIVAS_HOME, after asking.
set -eu

cd "$(dirname "$0")/.."
home=${NIVAS_HOME:?}

if [ ! -e "$home/up.lock" ]; then
    printf 'Nivas never ran from %s; nothing to reset.\n' "$home"
    exit 1
fi
if ! flock --nonblock "$home/up.lock" true; then
    printf 'Nivas is running from %s; stop it first.\n' "$home"
    exit 1
fi
printf 'This deletes the database of %s and everything in that folder. Type "reset" to go on: ' "$home"
read -r answer
if [ "$answer" != reset ]; then
    printf 'Nothing was deleted.\n'
    exit 1
fi
.venv/bin/python -m project.kernel.embedded reset --home "$home"
rm -rf -- "$home"
printf 'Deleted. The next "make up" starts anew.\n'
