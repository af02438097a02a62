signed "First"
push origin main
say "a key for commits only signs a tag"
git tag -s -m v1 v1
push origin v1
say "a key for tags only signs a commit"
as bob
signed "By bob"
push origin main
git tag -s -m v2 v2
push origin v2
