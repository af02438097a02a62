server_tells
account alice
client=$(cd "$(dirname "$lib")/../../../client" && pwd)
signed "First"
push origin HEAD:topic
topic=$(git rev-parse HEAD)
# approves PERSON KEY REF: by the client, in a clone, without all that it shows.
approves() {
    account "$1"
    echo "\$ git refwarden-approve $3, by $1 with $2"
    rm -rf "$ROOT/$1"
    git clone -q "$ROOT/server.git" "$ROOT/$1" 2>/dev/null
    git -C "$ROOT/$1" config gpg.ssh.program "$ROOT/sign"
    status=0
    (cd "$ROOT/$1" && "$client/git-refwarden-approve" -y -r git.example.org/server -k "$ROOT/keys/$2.pub" "$3" "$topic") \
        >"$ROOT/approve.out" 2>&1 || status=$?
    sed -n '/^NOTE/p; /^remote: /p; /^git refwarden/p; /^approved/p' "$ROOT/approve.out" | sed -e 's/until .*Z;/until …;/'
    echo "exit status $status"
    account alice
    echo
}
# stores KEY REF OLD NEW: an approval that its maker pushes without the client.
stores() {
    blob=$(approval "$1" "$2" "$3" "$4" | git hash-object -w --stdin)
    push origin "$blob:refs/refwarden/approvals/$(id_of "$4")/$blob"
}
say "by someone whom no rule of the ref asks"
approves carol carol topic2
sed -i 's/for: .*/for: [commits, tags, approvals]/' "$ROOT/config/people/carol.yaml"
approves carol carol topic2
approves carol carol main
say "by a key without the touch that the rule requires"
approves bob bob main
say "by such a key, where a change of guarded files would be another matter"
approves alice alice main
say "with a touch"
approves bob bob-token main
say "by the signer of what is approved, who brought it, too"
signed "Second"
topic=$(git rev-parse HEAD)
push origin "HEAD:refs/refwarden/proposals/$topic"
approves alice alice-token main
say "where only a robot's push may have it"
approves bob bob release/1
say "with a key that is too new for as long as the approval is good, and for less"
sed -i "s/enrolled: .*/enrolled: $(date -u -d '10 days ago' +%Y-%m-%d)/" "$ROOT/config/people/alice.yaml"
stores alice refs/heads/release/2 "$ZERO" HEAD | sed 's/from .* on, in about .*/from … on/'
sed -i "s/enrolled: .*/enrolled: $(date -u -d '13 days ago' +%Y-%m-%d)/" "$ROOT/config/people/alice.yaml"
stores alice refs/heads/release/2 "$ZERO" HEAD~1 | sed 's/from .* on, in about .*/from … on/'
say "for a push from another tip than the ref has"
git push -q origin HEAD~1:refs/heads/moved
stores bob-token refs/heads/main HEAD~1 HEAD
say "where no rule asks for any"
stores bob refs/heads/topic HEAD~1 HEAD
