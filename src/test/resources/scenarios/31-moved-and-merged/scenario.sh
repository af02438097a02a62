signed "First" readme
signed "Build" pom.xml
server fetch -q "$ROOT/work" main:main
baseline --reason "before the rule"
git fetch -q
say "moved away"
git mv pom.xml old.xml
git commit -q -S -m "Move"
push origin main
say "changed only by a merge's own resolution"
git reset -q --hard origin/main
git checkout -q -b topic
signed "Work" work
git checkout -q main
signed "Other work" other
tick
git merge -q --no-ff --no-commit topic
echo evil >>pom.xml
git commit -q -S -a -m "Merge topic"
push origin main
say "a merge that brings in nothing guarded"
git reset -q --hard HEAD~1
tick
git merge -q --no-ff -S -m "Merge topic" topic
push origin main
say "a file in a guarded folder, and the folder become a file"
signed "Deep" build/a/b/c
push origin main
git reset -q --hard HEAD~1
signed "Shallow" build
push origin main
say "mode alone"
git reset -q --hard HEAD~1
chmod +x pom.xml
git commit -q -S -a -m "Executable"
push origin main
