# What git calls: bin/refwarden. For a push it asks the gate, or starts Java where none answers; for a command it starts Java.

write_wrapper() {
    cat <<END
#!/bin/sh
# Refwarden, for Java $java_build.
java=$(quoted "$java")
archive=$(quoted "$(archive_flag)")
native=$(quoted "$native")
config=$(quoted "$config")
state=$(quoted "$state")
jar=$(quoted "$version/refwarden.jar")
program=$(quoted "$version/refwarden")
release=$(quoted "$(release_token)")
git=$(quoted "$(tool_path git)")
env=$(quoted "$(tool_path env)")
timeout=$(quoted "$(tool_path timeout)")
cat=$(quoted "$(tool_path cat)")
sqlite=$(quoted "$version")
du=$(quoted "$(tool_path du)")
END
    wrapper_for_the_hook
    wrapper_for_landings
    wrapper_for_files
    wrapper_for_commands
    wrapper_flags
}

# Where a tool lies; empty where there is none.
tool_path() {
    path=$(command -v "$1" || true)
    case $path in
    /*) printf '%s' "$path" ;;
    esac
}

# Hooks and gate know by it whether they belong together: one program, one Java, one CONFIG and STATE.
release_token() {
    printf '%s-%s' "${version##*/}" \
        "$({ cat "$version/refwarden.jar"; printf '%s\n' "$java_build" "$config" "$state"; } | sha256sum | cut -c1-16)"
}

# The hook: all of it one compound command, so that a file cut short does nothing. The gate's answer counts only if it is
# whole. What Java itself says is for the administrator.
wrapper_for_the_hook() {
    cat <<'END'
[ "${1-}" != pre-receive ] || {
    lf='
'
    LC_ALL=C
    nonce='' arrived='' pid='' wait='' stat='' answer='x' asked=false status='' why='' text=''
    { read -r arrived text </proc/uptime; read -r nonce </proc/sys/kernel/random/uuid; } 2>/dev/null
    case ${#nonce}$nonce in
    36*[!0-9a-f-]*) nonce='' ;;
    36*) ;;
    *) nonce='' ;;
    esac
    # A push of one ref, like most, is read without a process. What comes after its line, if anything does, cat reads.
    input='' rest='' ended=0
    {
        if IFS= read -r input; then
            input=$input$lf
            IFS= read -r rest || ended=$?
            [ "$ended" != 0 ] || rest=$rest$lf
            input=$input$rest
        fi
        # Nothing but the end of it is read with status 1 and without a byte.
        [ "$ended$rest" = 1 ] || rest=$("$cat" && echo x)
    } 2>/dev/null
    case $ended$rest in
    1) ;;
    *x) input=$input${rest%x} ;;
    *)
        echo 'refwarden: the push is refused: what is pushed cannot be read [internal-error]' >&2
        exit 3
        ;;
    esac
    given_config=$config given_state=$state
    while [ $# -gt 2 ]; do
        case $2 in
        --config) given_config=$3 ;;
        --state) given_state=$3 ;;
        esac
        shift 2
    done
    run=$state/run
    # The kernel's word on the gate's process: one that is stopped answers nobody.
    { { read -r pid && read -r wait; } <"$run/gate.pid" && read -r stat <"/proc/$pid/stat"; } 2>/dev/null
    case $wait in
    '' | *[!0-9]*) wait=62 ;;
    esac
    case ${stat##*) } in
    [TtZX]*) ;;
    *)
        if [ -n "$nonce" ] && [ -S "$run/gate.sock" ] && [ ! -L "$run" ] && { [ -O "$run" ] || [ -O / ]; } &&
            [ "$given_config" = "$config" ] && [ "$given_state" = "$state" ] && [ -x "$timeout" ] && cd -P .; then
            asked=true
            { answer=$(
END
    wrapper_client pre-receive
    cat <<'END'
            ); } 2>/dev/null
        fi
        ;;
    esac
    case $answer in
    "$nonce 0$lf"*"end $nonce${lf}x") status=0 ;;
    "$nonce 1$lf"*"end $nonce${lf}x") status=1 ;;
    "$nonce 2$lf"*"end $nonce${lf}x") status=2 ;;
    "$nonce 3$lf"*"end $nonce${lf}x") status=3 ;;
    esac
    [ -z "$status" ] || {
        text=${answer#*"$lf"}
        text=${text%"end $nonce${lf}x"}
    }
    case $status:$text in
    [0123]: | [0123]:*"$lf") printf %s "$text" >&2 ;;
    *)
        status=''
        unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
        LC_ALL=C.UTF-8
        export LC_ALL
        # No push may take the memory of others.
        set -- -XX:TieredStopAtLevel=1 -Xmx512m -XX:+UseSerialGC -XX:-UsePerfData \
            -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash -XX:-PrintWarnings -XX:+DisplayVMOutputToStderr \
            -Xlog:disable -Xlog:all=off -Drefwarden.messages=stdout -Drefwarden.program="$program" \
            -Drefwarden.git="$git" -Drefwarden.nonce="$nonce" -Drefwarden.arrived="$arrived" -Drefwarden.asked="$asked" \
            -Dorg.sqlite.lib.path="$sqlite" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
            -cp "$jar" dev.refwarden.cli.Main pre-receive --config "$given_config" --state "$given_state"
        [ -z "$native" ] || set -- "$native" "$@"
        [ -z "$archive" ] || set -- "$archive" "$@"
        if ! [ -x "$java" ]; then
            why="the Java that it was installed with is gone: $java"
        elif ! [ -r "$jar" ]; then
            why="its program cannot be read: $jar"
        else
            # Nor does the developer read what the shell says of a Java that was killed.
            exec 3>&2
            { why=$(printf %s "$input" | "$java" "$@" 2>&1 1>&3 3>&-); status=$?; } 2>/dev/null
            exec 3>&-
            case $status in
            0) why='' ;;
            [123]) [ -z "$why" ] || why="Java ended with status $status and said: $why" ;;
            *) why="Java ended with status $status and said: $why" ;;
            esac
        fi
        [ -z "$why" ] || status=''
        ;;
    esac
    case $status in
    0) exit 0 ;;
    1) exit 1 ;;
    2) exit 2 ;;
    3) exit 3 ;;
    esac
    # Java did not get as far as having words of its own.
    id=$(printf '%s %s' "$(date)" "$$" | sha256sum | tr a-f A-F)
    id=$(printf '%.8s' "$id" | sed 's/..../&-/')
    [ -O "$state" ] && (umask 077 && mkdir -p "$state/incidents" && printf '%s\n%s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$why" >"$state/incidents/$id") 2>/dev/null
    printf 'refwarden: %s\n' 'the push is refused' '  Refwarden cannot be started on this server [internal-error]' \
        'hint: nothing is wrong with your push; tell an administrator, who runs:' \
        "hint:   refwarden review show $id" \
        "incident $id, quote it when you ask for a review" >&2
    exit 3
}
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
LC_ALL=C.UTF-8
export LC_ALL
END
}

# wrapper_client KIND: what sends a request to the gate and prints its answer, between the lines that call it.
wrapper_client() {
    cat <<'END' | sed "s/KIND/$1/"
                {
                    set -f
                    IFS=$lf
                    # A line of "export -p": the name of a variable is all that is taken of it.
                    name_in() {
                        case $1 in
                        'export '*=*) exported=${1#export } ;;
                        'declare -x '*=*) exported=${1#declare -x } ;;
                        *) exported='' ;;
                        esac
                        exported=${exported%%=*}
                        case $exported in
                        [0-9]* | *[!A-Za-z0-9_]*) exported='' ;;
                        esac
                    }
                    # shellcheck disable=SC2046
                    set -- $(export -p)
                    entries=0
                    for entry; do
                        name_in "$entry"
                        [ -z "$exported" ] || entries=$((entries + 1))
                    done
                    [ "$entries" != 0 ] &&
                        printf 'refwarden-gate 1 KIND %s %s\000%s\000%s\000' "$nonce" "$release" "$PWD" "$entries" &&
                        for entry; do
                            name_in "$entry"
                            [ -z "$exported" ] || eval "printf '%s\000' \"\$exported=\${$exported}\""
                        done && printf '%s\000end %s\n' "$input" "$nonce"
                } | "$env" -i "$timeout" "$wait" "$git" credential-cache "--socket=$run/gate.sock" get && echo x
END
}

# Who runs a command, and what of the environment it sees.
wrapper_for_commands() {
    cat <<'END'
as='' sshd='' why='' caller='' account='' owner='' group='' command="${1-} ${2-}" touched=$state

# Git's own variables speak of some push or repository; a command's arguments say which it means.
forget_git() {
    for name in $(env | sed -n 's/^\(GIT_[A-Za-z0-9_]*\)=.*/\1/p'); do
        unset "$name"
    done
}

# STATE, as the command line gives it; empty where the command has nothing to do with it.
state_of() {
    touched=$state before=
    case "${1-} ${2-}" in
    'key list' | 'key trace' | 'policy simulate') ;;
    'policy '* | 'person '* | 'key '* | 'otp '* | 'completion '* | 'man '* | 'client '*)
        touched=
        return
        ;;
    esac
    for word; do
        [ "$before" != --state ] || touched=$word
        case $word in
        --state=*) touched=${word#--state=} ;;
        esac
        before=$word
    done
}

# What touches STATE is run by the account that the hooks run as, which owns it; what changes the rules stays root's.
become_owner() {
    [ "$(id -u)" = 0 ] || return 0
    state_of "$@"
    { [ -n "$touched" ] && [ -d "$touched" ] && ! [ -O "$touched" ]; } || return 0
    owner=$(stat -L -c %u "$touched") group=$(stat -L -c %g "$touched") groups=--init-groups
    # An account may have no name, as in a container.
    account=$(id -un "$owner" 2>/dev/null) || groups=--clear-groups
    # The log names whoever gave the command.
    caller=$(id -un 0 2>/dev/null) || caller=root
    as="setpriv --reuid $owner --regid $group $groups"
    # Only root may read all that sshd reads.
    [ "${1-}" != doctor ] || [ ! -x /usr/sbin/sshd ] ||
        sshd=$(/usr/sbin/sshd -T -C "user=${account:-$owner},host=localhost,addr=127.0.0.1" 2>/dev/null |
            grep -i -E '^(acceptenv|permituserenvironment) ')
}

forget_git
become_owner "$@"
hand_over "$@"
[ "$command" != 'gate run' ] || state_of "$@"
END
}

# How Java is started.
wrapper_flags() {
    cat <<'END'
if ! [ -x "$java" ]; then
    why="the Java that it was installed with is gone: $java"
elif ! [ -r "$jar" ]; then
    why="its program cannot be read: $jar"
fi
[ -z "$why" ] || {
    printf 'refwarden: %s; run install.sh again\n' "$why" >&2
    exit 3
}
# What is the same for all; what a command makes of memory and compiler comes before it.
set -- -XX:+UseSerialGC -XX:-UsePerfData \
    -XX:+SuppressFatalErrorMessage -XX:-CreateCoredumpOnCrash -XX:-PrintWarnings -XX:+DisplayVMOutputToStderr \
    -Xlog:disable -Xlog:all=off \
    -Drefwarden.config="$config" -Drefwarden.state="$state" -Drefwarden.sshd="$sshd" -Drefwarden.git="$git" \
    -Dorg.sqlite.lib.path="$sqlite" -Dorg.sqlite.lib.name=libsqlitejdbc.so \
    -Drefwarden.account="$caller" -Drefwarden.release="$release" -Drefwarden.jar="$jar" -Drefwarden.program="$program" \
    -cp "$jar" dev.refwarden.cli.Main "$@"
[ -z "$named1" ] || set -- "-Drefwarden.named.1=$named1" "-Drefwarden.opened.1=$opened1" "$@"
[ -z "$named2" ] || set -- "-Drefwarden.named.2=$named2" "-Drefwarden.opened.2=$opened2" "$@"
[ -z "$named3" ] || set -- "-Drefwarden.named.3=$named3" "-Drefwarden.opened.3=$opened3" "$@"
[ -z "$named4" ] || set -- "-Drefwarden.named.4=$named4" "-Drefwarden.opened.4=$opened4" "$@"
[ -z "$native" ] || set -- "$native" "$@"
[ -z "$archive" ] || set -- "$archive" "$@"
if [ "$command" = 'gate run' ]; then
    # The gate is the account's alone, with nothing of whoever started it, and takes no more than server.yaml says.
    # shellcheck disable=SC2086
    [ -z "$as" ] || exec $as "$program" gate run --state "$touched"
    umask 077
    cd / || exit 3
    trap '' HUP INT
    heap=${REFWARDEN_GATE_HEAP-}
    case $heap in
    '' | *[!0-9]*)
        heap=$("$java" -XX:+UseSerialGC -Drefwarden.config="$config" -cp "$jar" dev.refwarden.cli.Main \
            gate prepare --state "$touched") || exit 3
        ;;
    esac
    # What Java says of its end is how hooks know that memory was short.
    exec "$env" -i LC_ALL=C.UTF-8 "$java" "-Xmx$heap" -XX:+ExitOnOutOfMemoryError "$@" 2>"$touched/run/gate-$$.out"
fi
# Most commands end before the better compiler has warmed up; those that read a long log or history are served by it.
case $command in
'verify '* | 'log '* | 'ledger '* | 'review serve' | 'policy simulate' | 'key trace') compiler=-XX:TieredStopAtLevel=4 ;;
*) compiler=-XX:TieredStopAtLevel=1 ;;
esac
[ -z "$wanted$copied" ] || run_handed "$java" "$compiler" -XX:MaxRAMPercentage=25 "$@"
# shellcheck disable=SC2086
exec $as "$java" "$compiler" -XX:MaxRAMPercentage=25 "$@"
END
}
