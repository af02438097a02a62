#!/bin/sh
# What keeping the objects of a refused push costs: the hook on one commit that is not signed, with git's quarantine
# (the objects are kept) and without one (there is nothing to keep). Then the same with many cases kept before.
# shellcheck source=src/bench/lib.sh
. "$(dirname "$0")/lib.sh"

make_server
git init -q -b main "$bench/work"
cd "$bench/work" || exit 1
git config user.name Alice
git config user.email alice@example.org
git config gpg.format ssh
git config user.signingKey "$bench/alice.pub"
git commit -q -S --allow-empty -m First
git push -q "$bench/srv/repo.git" main
echo change >file
git add file
git commit -q -m Second
old=$(git rev-parse main~1) new=$(git rev-parse main)

# What git receive-pack makes before it runs the hook.
objects=$bench/srv/repo.git/objects
quarantine=$objects/tmp_objdir-incoming-bench
mkdir -p "$quarantine/pack"
git rev-list --objects "$old..$new" | cut -d' ' -f1 | while read -r id; do
    mkdir -p "$quarantine/$(echo "$id" | cut -c1-2)"
    cp "$bench/work/.git/objects/$(echo "$id" | cut -c1-2)/$(echo "$id" | cut -c3-)" "$quarantine/$(echo "$id" | cut -c1-2)/"
done
cd "$bench/srv/repo.git" || exit 1
export GIT_DIR=. GIT_OBJECT_DIRECTORY="$quarantine" GIT_ALTERNATE_OBJECT_DIRECTORIES="$objects"

kept() {
    echo "$old $new refs/heads/main" | GIT_QUARANTINE_PATH=$quarantine hooks/pre-receive || [ $? = 1 ]
}

not_kept() {
    echo "$old $new refs/heads/main" | env -u GIT_QUARANTINE_PATH hooks/pre-receive || [ $? = 1 ]
}

echo "one refused commit, its objects kept or not"
pair 31 kept not_kept
for i in $(seq 2000); do
    mkdir -p "$bench/var/evidence/account-$((i % 20))/$((1700000000000 + i))-32768-$(printf '%04d' "$i")-0000/objects/pack"
done
echo "the same with 2,000 cases kept before"
pair 31 kept not_kept
