signed "First"
push origin main
git checkout -q -b feature
commit "Not signed"
push origin feature
say "release/1 created there, fast-forwarded there, and both at once"
push origin feature:release/1
push origin feature:main
commit "Neither"
push origin feature feature:main
