server_tells
account alice
signed "First"
push origin main
commit "Not signed"
push origin main
case=$(log_lines | sed -n 's/.*"case":"\([^"]*\)".*/\1/p' | tail -1)
# waiver KEY [FINDINGS [SECONDS [CASE]]]
waiver_text() {
    printf 'refwarden waiver 1\nrepository git.example.org/server\ncase %s\nupdate %s %s refs/heads/main\nfindings %s\nexpires %s\n' \
        "${4:-$case}" "$(git rev-parse HEAD~1)" "$(git rev-parse HEAD)" "${2:-unsigned}" "$(in_seconds "${3:-3600}")"
}
waiver() { waiver_text "$@" | statement refwarden-waiver "$1"; }
say "what an administrator is given to sign"
"$ROOT/refwarden" waive "$case" | sed 's/^expires .*/expires …/'
say "by one, by the pusher, for another case, for other findings, too long, too late"
push -o "waiver=$(waiver bob)" origin main
push -o "waiver=$(waiver bob)" -o "waiver=$(waiver alice)" origin main
push -o "waiver=$(waiver bob unsigned 3600 AAAA-AAAA)" -o "waiver=$(waiver carol unsigned 3600 AAAA-AAAA)" origin main
push -o "waiver=$(waiver bob author-mismatch)" -o "waiver=$(waiver carol author-mismatch)" origin main
push -o "waiver=$(waiver bob unsigned 100000)" -o "waiver=$(waiver carol unsigned 100000)" origin main
expires=$(in_seconds -5)
late() { sed "s/^expires .*/expires $expires/" | statement refwarden-waiver "$1"; }
push -o "waiver=$(waiver_text | late bob)" -o "waiver=$(waiver_text | late carol)" origin main
say "by two, once"
expires=$(in_seconds 3600)
in_seconds() { echo "$expires"; }
bob=$(waiver bob)
carol=$(waiver carol)
push -o "waiver=$bob" -o "waiver=$carol" origin main
log_lines | grep -c '"waiver":{'
server update-ref refs/heads/main HEAD~1
push -o "waiver=$bob" -o "waiver=$carol" origin main
say "what is forged cannot be waived"
git reset -q --hard HEAD~1
signed "Signed"
git cat-file commit HEAD | sed 's/^Signed/Forged/' >"$ROOT/forged"
git reset -q --hard "$(raw "$ROOT/forged")"
push origin main
case=$(log_lines | sed -n 's/.*"case":"\([^"]*\)".*/\1/p' | tail -1)
push -o "waiver=$(waiver bob bad-signature)" -o "waiver=$(waiver carol bad-signature)" origin main
