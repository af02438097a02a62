# What --check compares with what was installed: files by their digests, links by where they lead, units by what they say.

# not_as_installed WORD TEXT
not_as_installed() {
    say "$1  $2"
    missing=1
}

# The files of a version never change; this is what they are compared with.
write_sums() {
    sums=$(cd "$version" && find . -type f -exec sha256sum {} +) && printf '%s\n' "$sums" >"$version/sums" &&
        chmod 644 "$version/sums"
}

check_program() {
    versions=$prefix/lib/refwarden
    current=$(readlink "$versions/current" 2>/dev/null || true)
    version=$versions/$current
    # That nothing is there is said of the program and the jar.
    { [ -n "$current" ] && [ -d "$version" ]; } || return 0
    check_link "the program" "$prefix/bin/refwarden" ../lib/refwarden/current/refwarden
    check_link "the jar" "$prefix/lib/refwarden.jar" refwarden/current/refwarden.jar
    for script in git-refwarden-approve git-refwarden-waive; do
        check_link "what developers get" "$prefix/share/refwarden/$script" "../../lib/refwarden/current/$script"
    done
    if [ -e "$version/sums" ]; then
        check_sums
    elif [ -e "$version/installer/src/install/compare.sh" ]; then
        not_as_installed "MISSING" "a file of the program: $version/sums"
    else
        say "note     the program was installed by an older release; its files were not compared"
    fi
    check_java
}

check_link() {
    if [ ! -L "$2" ] && [ ! -e "$2" ]; then
        # The first two are asked for by name already.
        case $1 in
        "the program" | "the jar") ;;
        *) not_as_installed "MISSING" "$1: $2" ;;
        esac
    elif [ "$(readlink "$2" || true)" != "$3" ]; then
        not_as_installed "CHANGED" "$1: $2 is not the link to $3"
    fi
}

check_sums() {
    ! compared=$(cd "$version" && LC_ALL=C sha256sum -c sums 2>/dev/null) || return 0
    differing=$(printf '%s\n' "$compared" | sed -n 's/: FAILED.*//p')
    differing=${differing:-./sums}
    old_ifs=$IFS
    IFS=$newline
    for file in $differing; do
        IFS=$old_ifs
        file=$version/${file#./}
        if [ -e "$file" ]; then
            not_as_installed "CHANGED" "$(part_of "$file"): $file is not what was installed"
        else
            not_as_installed "MISSING" "$(part_of "$file"): $file"
        fi
    done
    IFS=$old_ifs
}

part_of() {
    case ${1##*/} in
    refwarden.jsa | refwarden.aot) printf 'the archive for fast starts' ;;
    refwarden.jar) printf 'the jar' ;;
    *) printf 'a file of the program' ;;
    esac
}

# An archive fits the build of Java that made it; by another one, every push starts without it.
check_java() {
    eval "$(sed -n '/^java=/{p;q;}' "$version/refwarden")"
    built=$(sed -n 's/^# Refwarden, for Java \(.*\)\.$/\1/p; 2q' "$version/refwarden")
    { found=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.vm\.version = *//p') || true; } 2>/dev/null
    # One that does not start is known already.
    if [ -n "$found" ] && [ "$found" != "$built" ]; then
        not_as_installed "CHANGED" "the Java in $java: it is $found now, and was $built; run install.sh again"
    fi
}

# expect_text WHAT FILE TEXT: what --settle and --fsck asked for need not be said again.
expect_text() {
    if [ ! -e "$2" ]; then
        not_as_installed "MISSING" "$1: $2"
    elif [ "$(without_choices <"$2")" = "$(printf '%s\n' "$3" | without_choices)" ]; then
        say "ok       $1: $2"
    else
        not_as_installed "CHANGED" "$1: $2 does not say what was installed"
    fi
}

without_choices() {
    sed "s/ --fsck//g; s/ --settle '[^']*'//g"
}

# What a unit says, and whether systemd has it running.
check_runs() {
    [ -z "$units" ] && [ -d /run/systemd/system ] || return 0
    systemctl is-active -q "$1" || not_as_installed "BROKEN " "$2: $1 does not run; systemctl status $1 says why"
}
