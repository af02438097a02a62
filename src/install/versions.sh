# The program below PREFIX. Each installation has a folder of its own, lib/refwarden/NUMBER, that never changes; what git
# calls leads through the one link lib/refwarden/current. So a new version takes over at once, wrapper, jar and archive
# together, a push that has begun ends with the version it began with, and the version before is there to go back to.

install_program() {
    versions=$prefix/lib/refwarden
    current=$(readlink "$versions/current" 2>/dev/null || true)
    [ -n "$current" ] || adopt_what_is_there
    version=$versions/$current
    if [ -z "$current" ] || ! is_this_program; then
        make_version
        as_owner "$version/refwarden" --version >/dev/null 2>&1 ||
            fail "$(name_of "$owner") cannot run $version/refwarden; may it look into every folder above?"
        if [ -n "$current" ]; then
            still_usable "$versions/$current" "$version"
            import_state "$version/refwarden"
        fi
        switch_to "$number"
        [ -z "$current" ] || say "upgraded to $(release_of "$number"), from $(release_of "$current")"
    fi
    link_path "$prefix/bin/refwarden" ../lib/refwarden/current/refwarden
    link_path "$prefix/lib/refwarden.jar" refwarden/current/refwarden.jar
    for script in git-refwarden-approve git-refwarden-waive; do
        link_path "$prefix/share/refwarden/$script" "../../lib/refwarden/current/$script"
    done
    link_path "$prefix/share/man" ../lib/refwarden/current/share/man
    for archive in refwarden.jsa refwarden.aot; do
        # Installations older than these folders had theirs there.
        if [ -e "$version/$archive" ]; then
            link_path "$prefix/lib/$archive" "refwarden/current/$archive"
        else
            rm -f "$prefix/lib/$archive"
        fi
    done
}

# A program that was installed before there were these folders becomes the first of them.
adopt_what_is_there() {
    if [ ! -f "$prefix/bin/refwarden" ] || [ ! -f "$prefix/lib/refwarden.jar" ]; then
        return 0
    fi
    new_jar=$jar
    jar=$prefix/lib/refwarden.jar
    new_folder
    { copy_program && release=$(program --version 2>/dev/null) && write_program; } ||
        fail "the program that is there cannot be kept in $version"
    jar=$new_jar
    current=$number
    switch_to "$current"
}

# Is what is installed what would be installed?
is_this_program() {
    cmp -s "$jar" "$version/refwarden.jar" &&
        [ "$(write_wrapper)" = "$(cat "$version/refwarden")" ] &&
        cmp -s "$here/src/client/git-refwarden-approve" "$version/git-refwarden-approve" &&
        cmp -s "$here/src/client/git-refwarden-waive" "$version/git-refwarden-waive" &&
        cmp -s "$here/install.sh" "$version/installer/install.sh" &&
        diff -r "$here/src/install" "$version/installer/src/install" >/dev/null
}

make_version() {
    new_folder
    copy_program || fail "the program cannot be put into $version"
    release=$(program --version 2>&1) || fail "the program does not start: $(first_lines "$release")"
    unpack_sqlite
    { program share "$version/share" && make_archive && write_program; } || fail "the program cannot be put into $version"
}

new_folder() {
    number=1
    for folder in "$versions"/*; do
        case ${folder##*/} in
        *[!0-9]*) ;;
        *) [ "${folder##*/}" -lt "$number" ] || number=$((${folder##*/} + 1)) ;;
        esac
    done
    version=$versions/$number
    make_folder "$versions" 755
    undo_by "rm -rf $(quoted "$version")"
}

copy_program() {
    mkdir "$version" "$version/installer" "$version/installer/src" &&
        cp "$jar" "$version/refwarden.jar" &&
        cp "$here"/src/client/git-refwarden-* "$version/" &&
        cp "$here/install.sh" "$version/installer/" &&
        cp -R "$here/src/install" "$version/installer/src/" &&
        chmod -R u=rwX,go=rX "$version" &&
        chmod 755 "$version"/git-refwarden-* "$version/installer/install.sh"
}

write_program() {
    write_wrapper >"$version/refwarden" &&
        chmod 755 "$version/refwarden" &&
        date -u +"$release, installed %Y-%m-%dT%H:%M:%SZ" >"$version/release" &&
        write_sums
}

# The program of the new folder, before it has its wrapper and its archive; too short for the better compiler.
program() {
    (
        unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
        "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$version/refwarden.jar" dev.refwarden.cli.Main "$@"
    )
}

release_of() {
    cat "$versions/$1/release" 2>/dev/null || echo "number $1"
}

# So that no start has to unpack it; where that fails, every start does.
unpack_sqlite() {
    (
        unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
        "$java" -Xshare:auto -cp "$version/refwarden.jar" dev.refwarden.ledger.sqlite.NativeLibrary "$version"
    ) >/dev/null 2>&1 || true
}

# still_usable OLD NEW: a version that could not use the rules or the log would refuse every push, so it does not take over.
still_usable() {
    still_judges "$1" "$2"
    # A log of 0.1 is imported, or not.
    if ! is_old_state && as_owner "$1/refwarden" log verify --state "$state" >/dev/null 2>&1; then
        still_reads "$2" "$state"
    fi
}

still_judges() {
    if as_owner "$1/refwarden" policy check --config "$config" >/dev/null 2>&1 &&
        ! output=$(as_owner "$2/refwarden" policy check --config "$config" 2>&1); then
        fail "that version cannot use the rules in $config, and would refuse every push:$newline$(first_lines "$output")"
    fi
}

# still_reads VERSION STATE
still_reads() {
    output=$(as_owner "$1/refwarden" log verify --state "$2" 2>&1) ||
        fail "that version cannot read the log in $2:$newline$(first_lines "$output")"
}

first_lines() {
    printf '%s\n' "$1" | grep -v '^[[:space:]]at ' | head -n 5
}

# switch_to NUMBER: from this moment on.
switch_to() {
    before=$(readlink "$versions/current" 2>/dev/null || true)
    if [ -n "$before" ]; then
        older=$(readlink "$versions/previous" 2>/dev/null || true)
        put_link "$before" "$versions/previous"
        undo_link "$older" "$versions/previous"
    fi
    put_link "$1" "$versions/current"
    undo_link "$before" "$versions/current"
}

# put_link TARGET LINK: in one step, so that there is never none.
put_link() {
    rm -f "$2.new"
    { ln -s "$1" "$2.new" && mv -fT "$2.new" "$2"; } || fail "cannot make the link $2"
}

undo_link() {
    if [ -n "$1" ]; then
        undo_by "ln -s $(quoted "$1") $(quoted "$2.new") && mv -fT $(quoted "$2.new") $(quoted "$2")"
    else
        undo_by "rm -f $(quoted "$2")"
    fi
}

# link_path LINK TARGET: a path that others know.
link_path() {
    [ "$(readlink "$1" 2>/dev/null || true)" != "$2" ] || return 0
    make_folder "$(dirname "$1")" 755
    keep "$1" "$1.undo"
    put_link "$2" "$1"
}

# Leaves this version and the one before it.
remove_older_versions() {
    for folder in "$versions"/*; do
        case ${folder##*/} in
        *[!0-9]* | "$(readlink "$versions/current")" | "$(readlink "$versions/previous" || true)") ;;
        *) rm -rf "$folder" ;;
        esac
    done
}

do_rollback() {
    versions=$prefix/lib/refwarden
    current=$(readlink "$versions/current" 2>/dev/null) || fail "nothing is installed in $prefix"
    previous=$(readlink "$versions/previous" 2>/dev/null) || fail "there is no version before this one in $prefix"
    [ -x "$versions/$previous/refwarden" ] || fail "the version before this one is not whole: $versions/$previous"
    [ -w "$versions" ] || fail "$versions cannot be written"
    owner_of_state
    begin_changes
    if [ -e "$state/ledger.db" ] && ! knows_ledger "$versions/$previous"; then
        still_judges "$versions/$current" "$versions/$previous"
        back_to_files "$previous"
    else
        still_usable "$versions/$current" "$versions/$previous"
        ! knows_ledger "$versions/$previous" || import_state "$versions/$previous/refwarden"
    fi
    switch_to "$previous"
    say "back to $(release_of "$previous"); --rollback once more returns to $(release_of "$current")"
}

remove_program() {
    rm -f "$prefix/bin/refwarden" "$prefix/lib/refwarden.jar" "$prefix/lib/refwarden.jsa" "$prefix/lib/refwarden.aot"
    rm -f "$prefix/share/refwarden/git-refwarden-approve" "$prefix/share/refwarden/git-refwarden-waive"
    [ ! -L "$prefix/share/man" ] || rm -f "$prefix/share/man"
    rm -rf "$prefix/lib/refwarden" "$prefix/share/refwarden/template"
    rmdir "$prefix/share/refwarden" "$prefix/share" "$prefix/bin" "$prefix/lib" "$prefix" 2>/dev/null || true
}
