server_tells
account alice
signed "First"
# pushed REF APPROVAL...: with these in their order; only what came of it is shown.
pushed() {
    ref=$1
    shift
    for approval; do
        set -- "$@" -o "approval=$approval"
        shift
    done
    echo "\$ git push, with $(($# / 2)) approvals, to $ref"
    if git push -q "$@" origin "HEAD:$ref" >"$ROOT/push.out" 2>&1; then
        echo accepted
    else
        sed -n 's/^remote: //p' "$ROOT/push.out"
        echo refused
    fi
    echo
}
# by_intern REF: three hundred approvals by carol, who is not a maintainer, each another.
by_intern() {
    for number in $(seq 300); do
        approval carol "$1" "$ZERO" HEAD $((3600 + number))
        echo
    done
}
# falsified REF: the same in bob's name, each with his signature of something else.
falsified() {
    good=$(approval bob "$1" "$ZERO" HEAD)
    for number in $(seq 300); do
        printf 'refwarden approval 1\nrepository git.example.org/server\nref %s\nold %s\nnew %s\nexpires %s\n' \
            "$1" "$ZERO" "$(git rev-parse HEAD)" "$(in_seconds $((7200 + number)))" | base64url
        echo ".${good#*.}"
    done
}
say "three hundred by an intern, and the real one behind them"
interns=$(by_intern refs/heads/one)
# shellcheck disable=SC2046,SC2086
pushed refs/heads/one $interns
# shellcheck disable=SC2046,SC2086
pushed refs/heads/one $interns "$(approval bob refs/heads/one "$ZERO" HEAD)"
say "three hundred with bob's public key and a false signature, and his real one behind them"
false=$(falsified refs/heads/two)
# shellcheck disable=SC2086
pushed refs/heads/two $false
# shellcheck disable=SC2086
pushed refs/heads/two $false "$(approval bob refs/heads/two "$ZERO" HEAD)"
say "three hundred for another ref, and the real one behind them"
# shellcheck disable=SC2086
pushed refs/heads/three $interns "$(approval bob refs/heads/three "$ZERO" HEAD)"
say "pushed beforehand, by the intern and by bob"
blob=$(approval carol refs/heads/four "$ZERO" HEAD 3600 | git hash-object -w --stdin)
real=$(approval bob refs/heads/four "$ZERO" HEAD | git hash-object -w --stdin)
for approval in "$blob" "$real"; do
    push origin "$approval:refs/refwarden/approvals/$(git rev-parse HEAD)/$approval"
done
push origin HEAD:four
say "of one key a repository keeps one approval of an update, until it is deleted"
tick
git commit -q --allow-empty -m "Five"
for seconds in 3600 7200; do
    one=$(approval bob refs/heads/five "$ZERO" HEAD "$seconds" | git hash-object -w --stdin)
    push origin "$one:refs/refwarden/approvals/$(git rev-parse HEAD)/$one"
done
