signed "First"
push origin main
git tag -s -m "v1" v1
say "a tag object named v1 pushed as v2"
push origin v1:refs/tags/v2
push origin v1
say "moved, also forwards; deleted"
signed "Second"
push origin main
git tag -s -f -m "v1 again" v1 >/dev/null
push origin -f v1
push origin :v1
say "lightweight, annotated only, by another person"
git tag v3
push origin v3
eval "$(sed -n 's/.*hint:   \(git .*[^ ]\) *$/\1/p' "$ROOT/push.out") -m signed" >/dev/null
push origin v3
git tag -a -m "v4" v4
push origin v4
as bob
git tag -s -m "v5" v5
push origin v5
say "a signed tag of an unsigned one, and the other way round"
as alice
git tag -a -m inner inner
git tag -s -m "v6" v6 inner 2>/dev/null
push origin v6
git tag -s -m good good
git tag -a -m "v7" v7 good 2>/dev/null
push origin v7
git tag -s -m "v8" v8 good 2>/dev/null
push origin v8
say "a signed tag of a tree"
git tag -s -m "v9" v9 "HEAD^{tree}"
push origin v9
say "text behind the signature"
git tag -s -m "v10" v10
git cat-file tag v10 >"$ROOT/tag"
echo "and this" >>"$ROOT/tag"
git update-ref refs/tags/v10 "$(git hash-object -w --literally -t tag "$ROOT/tag")"
push origin v10
