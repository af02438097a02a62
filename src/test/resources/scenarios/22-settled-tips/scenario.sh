signed "By alice"
push origin main
say "release/1 created from main, which it is based on; a strict one is not"
push origin main:release/1
push origin main:strict/1
say "release/2 created at the accepted tip of release/1"
as bob
git checkout -q -b release/1
signed "By bob"
push origin release/1
push origin release/1:release/2
say "alice's own commit on top of it is not bob's"
as alice
signed "By alice again"
push origin release/1
