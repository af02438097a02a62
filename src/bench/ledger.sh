#!/bin/sh
# Decisions a second of eight writers, in SQLite and in PostgreSQL on this machine: ledger.sh [SECONDS].
# Needs a build (mvn package) and Debian's postgresql.

set -eu
here=$(cd "$(dirname "$0")/../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -Djava.io.tmpdir="$work" -cp "$here/target/refwarden-tests.jar:$here/target/test-classes:$here/target/refwarden.jar" \
    dev.refwarden.ledger.LedgerBench "${1:-10}"
