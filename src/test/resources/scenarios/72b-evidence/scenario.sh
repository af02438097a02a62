# What a refused push brought is kept, though git deletes it, and shown harmlessly.
echo 'pusher: {environment: TEST_ACCOUNT}' >>"$ROOT/config/server.yaml"
account alice
review() {
    status=0
    echo "\$ refwarden review $*"
    "$ROOT/refwarden" review "$@" >"$ROOT/out" 2>&1 || status=$?
    # A signature is a byte longer at times.
    sed -E 's/(kept +|kept of [0-9A-Z-]+, )[0-9]+ bytes/\1N bytes/' "$ROOT/out"
    echo "exit status $status"
    echo
}
printf 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n' >list
signed "First" README
push origin main

say "a commit of every kind of change, with hostile names and texts"
printf 'one\ntwo\nTHREE\tand a tab\nfour\nfive\nsix\nseven\neight\n\033[31mred \342\200\256 turned\n' >list
git mv README "$(printf 'READ\033[2JME')"
printf '#!/bin/sh\n' >run.sh
chmod +x run.sh
ln -s /etc/passwd link
head -c 3000 /dev/zero >zeros
echo x >"$(printf 'new\nline\\n')"
head -c 2000000 /dev/zero | tr '\0' 'x' >large
git add -A
tick
git -c commit.gpgSign=false commit -q -m "Harmless" -m "$(printf 'says \033]0;title\007 here')"
push origin main
case=$(latest_case)
review diff "$case"
review show "$case"
echo "quarantines left: $(find "$ROOT/server.git/objects" -maxdepth 1 -name '*incoming*' | wc -l)"
echo "modes: $(stat -c %a "$ROOT/state/evidence" "$ROOT"/state/evidence/*/ "$ROOT"/state/evidence/*/* | sort -u | tr '\n' ' ')"

say "on a terminal it is coloured"
"$ROOT/refwarden" review diff "$case" --color always | grep -c "$(printf '\033\\[3')"

say "a note, and an archive for someone else"
review note "$case" --text "Alice says: $(printf 'forgot\033[1m') to sign" --by carol
review show "$case" | sed -n '/^notes:/,/^$/p'
review export "$case" --output "$ROOT/case.zip" | sed 's/[0-9]* bytes/N bytes/'
(cd "$ROOT" && unzip -q case.zip -d archive && ls archive && cmp archive/case.json - <<END2 && echo "the log's own line"
$(log_lines | grep "\"case\":\"$case\"")
END2
)
git fetch -q "$ROOT/archive/objects.bundle" 'refs/refused/*:refs/refused/*'
git for-each-ref --format='%(refname) %(objectname)' refs/refused
review export "$case" --output "$ROOT/case.zip"

say "would it pass today? not yet; once everybody may be unsigned, it would"
review replay "$case"
policy <<'END2'
version: 1
repositories:
  - match: ["**"]
    unmatched: allow
    rules: []
END2
review replay "$case"
say "the policy is another one now"
review show "$case" | sed -n '/^refused because:/,/^$/p'

say "what is damaged is said to be"
objects=$(echo "$ROOT"/state/evidence/*/*/objects)
damage() {
    file=$objects/$(git rev-parse "$1" | sed 's,^..,&/,')
    chmod u+w "$file"
    printf 'damaged' >"$file"
}
damage HEAD:run.sh
"$ROOT/refwarden" review diff "$case" | sed -n '/run.sh/,/^$/p'
damage HEAD^{tree}
"$ROOT/refwarden" review diff "$case" | tail -3
damage HEAD
review diff "$case"

say "objects that someone took away by hand are gone, and no riddle"
mv "$objects" "$ROOT/taken"
review show "$case" | sed -n '/^kept/p'
review diff "$case"
mv "$ROOT/taken" "$objects"

say "gone for good, once someone says so"
review purge "$case"
review purge "$case" --reason "asked for by the data protection officer"
review purge "$case" --reason again
review show "$case" | sed -n '/^notes:/,/^$/p'
review diff "$case"
review replay "$case"
review diff ABCD-EFGH
