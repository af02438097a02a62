server_tells
account alice
# entry MODE NAME ID: an entry of a tree, as it is stored; the name may hold what printf writes as \NNN.
entry() {
    # shellcheck disable=SC2046,SC2059
    { printf '%s %b\000' "$1" "$2"; printf "$(printf '\\%03o' $(echo "$3" | sed 's/../0x& /g'))"; }
}
# tree: writes standard input as a tree, however malformed, and prints its id.
tree() {
    git hash-object -w --literally -t tree --stdin
}
# bring TREE: pushes an unsigned commit that holds that tree to a new branch.
bring() {
    tick
    number=$((${number:-0} + 1))
    push origin "$(git commit-tree -p "$base" -m "Work" "$1"):refs/heads/topic/$number"
}
# there: what follows is in the server already, since git's client would not send it.
there() {
    git -C "$ROOT/server.git" hash-object -w --literally -t "$1" --stdin
}
mkdir -p .github/workflows
echo good >.github/workflows/ci.yml
signed "First"
push -o "approval=$(approval bob refs/heads/main "$ZERO" HEAD)" origin main
base=$(git rev-parse HEAD)
file=$(git rev-parse HEAD:file)
folder=$(git rev-parse HEAD:.github)
evil=$({ entry 40000 workflows "$({ entry 100644 ci.yml "$file"; } | tree)"; } | tree)
say "an honest change of the guarded file, and a guarded name twice, the changed one first and last"
bring "$({ entry 40000 .github "$evil"; entry 100644 file "$file"; } | tree)"
bring "$({ entry 40000 .github "$evil"; entry 40000 .github "$folder"; entry 100644 file "$file"; } | tree)"
bring "$({ entry 40000 .github "$folder"; entry 40000 .github "$evil"; entry 100644 file "$file"; } | tree)"
say "as a file and as a folder, out of order, below another folder"
bring "$({ entry 100644 .github "$file"; entry 40000 .github "$folder"; } | tree)"
bring "$({ entry 100644 file "$file"; entry 40000 .github "$folder"; } | tree)"
bring "$({ entry 40000 .github "$folder"; entry 40000 deep "$({ entry 100644 a "$file"; entry 100644 a "$file"; } | tree)"; } | tree)"
say "by a merge of a parent that nobody judges, and which holds that tree"
push origin main:refs/first/main
twice=$({ entry 40000 .github "$folder"; entry 40000 .github "$evil"; entry 100644 file "$file"; } | tree)
tick
side=$(git commit-tree -p "$base" -m "Side" "$twice")
push origin "$side:refs/elsewhere/side"
push origin "$(git commit-tree -S -p "$base" -p "$side" -m "Merge" "$twice"):refs/first/main"
push origin "$(git commit-tree -p "$base" -p "$side" -m "Merge" "$twice"):refs/heads/topic/merged"
say ".git as HFS+ and NTFS read it: an invisible letter, capitals, the short name, a stream, a space, a backslash"
for name in '.g\342\200\214it' .GIT GIT~1 '.git::$INDEX_ALLOCATION' '.git ' 'a\\\\.git'; do
    bring "$({ entry 100644 "$name" "$file"; } | tree)"
done
say "names that only look like it"
bring "$({ entry 40000 .github "$folder"; entry 100644 .gitx "$file"; entry 100644 git "$file"; } | tree)"
say "files that git reads, as links: as they are, by their short names, with an invisible letter"
target=$(printf /etc/passwd | git hash-object -w --stdin)
for name in .gitmodules .gitattributes .GITIGNORE .mailmap gitmod~1 GI7EBA~1 '.git\342\200\214modules' '.gitmodules .'; do
    bring "$({ entry 120000 "$name" "$target"; } | tree)"
done
say "the same as a file"
bring "$({ entry 40000 .github "$folder"; entry 100644 .mailmap "$file"; } | tree)"
say "unknown modes, and an old one that git takes"
for mode in 100777 100600 0 77777777777777; do
    bring "$({ entry $mode .github "$file"; } | tree)"
done
bring "$({ entry 40000 .github "$folder"; entry 100664 file "$file"; } | tree)"
say "a slash in a name, an empty name, two dots, a folder that everybody may read, no object, a tree that is cut"
for name in .github/workflows/ci.yml ..; do
    bring "$({ entry 100644 "$name" "$file"; } | tree)"
done
# asked TREE: asks the hook about a commit of that tree in the server.
asked() {
    tick
    commit=$(printf 'tree %s\nparent %s\nauthor alice <alice@example.org> %s\ncommitter alice <alice@example.org> %s\n\nWork\n' \
        "$1" "$base" "$GIT_AUTHOR_DATE" "$GIT_AUTHOR_DATE" | there commit)
    echo "$ZERO $commit refs/heads/topic/asked" | hook
}
asked "$({ entry 100644 '' "$file"; } | there tree)"
asked "$({ entry 40755 .github "$folder"; } | there tree)"
asked "$({ entry 40000 .github "$folder"; entry 100644 file "$ZERO"; } | there tree)"
asked "$({ entry 40000 .github "$folder"; entry 100644 file "$file"; } | head -c 60 | there tree)"
say "a mode that belies the object: a folder as a file, a file as a folder, a commit as a file"
asked "$({ entry 100644 .github "$folder"; } | there tree)"
asked "$({ entry 40000 .github "$file"; } | there tree)"
asked "$({ entry 40000 .github "$folder"; entry 100755 run "$base"; } | there tree)"
say "a parent in capitals"
git cat-file commit HEAD >"$ROOT/commit"
{
    echo "tree $(git rev-parse 'HEAD^{tree}')"
    echo "parent $(echo "$base" | tr a-f A-F)"
    sed -n '/^author/,$p' "$ROOT/commit" | sed "/^$SIGNED/,/END SSH/d"
} >"$ROOT/capitals"
capitals=$(there commit <"$ROOT/capitals")
echo "$ZERO $capitals refs/heads/topic/capitals" | hook
say "what has long been there, settled by an administrator, blocks no new work, and only in its place"
server update-ref refs/heads/topic/old "$(git rev-parse "$side")"
baseline --ref refs/heads/topic/old --reason "from before"
tick
top=$(git commit-tree -p "$side" -m "On top" "$twice")
push origin "$top:refs/heads/topic/old"
push origin "$(git commit-tree -p "$top" -m "Moved" "$({ entry 40000 .github "$folder"; entry 40000 moved "$twice"; } | tree)"):refs/heads/topic/old"
