signed "First"
push origin main main:release/1 main:refs/heads/feature
tip=$(git rev-parse HEAD)
say "what git's client does not send: dots, a lock, two slashes, one level, no level"
for name in refs/heads/a..b refs/heads/.a refs/heads/a. refs/heads/a.lock refs/heads/a//b refs/heads/a/ 'refs/heads/a@{b' 'refs/heads/a b' 'refs/heads/a\b' refs/x refs/; do
    printf '%s %s %s\n' "$ZERO" "$tip" "$name" | hook
done
say "the names of other files in the repository, whatever they hold"
for name in hooks/pre-receive config HEAD refs/../hooks/pre-receive; do
    printf '%s %s %s\n' "$ZERO" "$tip" "$name" | hook
    printf '%s %s %s\n' "$tip" "$tip" "$name" | hook
done
say "refs/stash; a name longer than a file's"
push origin HEAD:refs/stash
push origin "HEAD:refs/heads/$(head -c 251 /dev/zero | tr '\0' x)" | cut -c1-200
push origin "HEAD:refs/heads/$(head -c 250 /dev/zero | tr '\0' x)" | cut -c1-200
say "beside another: below it, above it, both in one push, and after a deletion"
push origin HEAD:release/1/x
push origin HEAD:refs/heads/release
push origin HEAD:refs/heads/a HEAD:refs/heads/a/b
push origin :feature HEAD:feature/x
say "branches and tags called as git calls something else"
push origin HEAD:refs/heads/HEAD
push origin HEAD:refs/tags/HEAD
push origin HEAD:refs/heads/FETCH_HEAD
push origin HEAD:refs/heads/@
say "like an id, and like the beginning of one that is there, in this push or in no repository"
push origin "HEAD:refs/heads/$tip"
push origin "HEAD:refs/tags/$(echo "$tip" | tr 0-9a-f 1-9a-f0)"
push origin "HEAD:refs/heads/$(printf 'a%063d' 0)"
push origin "HEAD:refs/heads/$(echo "$tip" | cut -c1-7)" | sed 's/heads.[0-9a-f]*/heads\/…/'
push origin "HEAD:refs/tags/$(echo "$tip" | cut -c1-12 | tr a-f A-F)" | sed 's/tags.[0-9A-F]*/tags\/…/'
signed "Second"
push origin "HEAD:refs/heads/$(git rev-parse HEAD^{tree} | cut -c1-9)" | sed 's/heads.[0-9a-f]*/heads\/…/'
push origin "HEAD:refs/heads/$(echo "$tip" | cut -c1-6)" | sed 's/heads.[0-9a-f]*/heads\/…/'
push origin HEAD:refs/heads/0000000
say "a ref's name as a branch or a tag"
push origin HEAD:refs/heads/refs/heads/main
push origin HEAD:refs/tags/refs/heads/main
push origin HEAD:refs/tags/heads/main
push origin HEAD:refs/tags/tags/v1
push origin HEAD:refs/tags/remotes/origin/main
push origin HEAD:refs/tags/origin/main
push origin HEAD:refs/tags/upstream/release/1
push origin HEAD:refs/tags/origin/nothing
say "a tag called as a branch that a rule judges, one that none does, and the reverse"
push origin HEAD:refs/tags/main
push origin HEAD:refs/tags/release/1
push origin HEAD:refs/tags/feature/x
git tag -s -m One v1
push origin v1
push origin HEAD:refs/heads/v1
push origin HEAD:refs/heads/new HEAD:refs/tags/new
say "a ref that is a symbolic link on the server's disk, and one behind a linked folder"
ln -s main "$ROOT/server.git/refs/heads/linked"
ln -s release "$ROOT/server.git/refs/heads/linked-folder"
echo "$tip $(git rev-parse HEAD) refs/heads/linked" | hook
echo "$tip $(git rev-parse HEAD) refs/heads/linked-folder/1" | hook
echo "$ZERO $(git rev-parse HEAD) refs/heads/linked-folder/2" | hook
rm "$ROOT/server.git/refs/heads/linked" "$ROOT/server.git/refs/heads/linked-folder"
say "other spellings are other refs on this disk"
push origin HEAD:refs/heads/Main HEAD:refs/Replace/x
