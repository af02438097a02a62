signed "First"
push origin main
say "on no branch yet; then both in one push"
signed "Second"
git tag -s -m "v1" v1
push origin v1
push origin main v1
say "on a feature branch only"
git checkout -q -b feature
signed "Third"
push origin feature
git tag -s -m "v2" v2
push origin v2
