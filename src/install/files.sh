# What bin/refwarden does, run as root, with the files that the command line names before it gives root's rights up: it opens
# them, and the account that owns STATE gets what they hold, or a pipe to write into.

wrapper_for_files() {
    cat <<'END'
count=0 fresh='' wanted='' copied='' named1='' named2='' named3='' named4='' opened1='' opened2='' opened3='' opened4=''

refuse_file() {
    printf 'refwarden: %s\n' "$1" >&2
    exit 3
}

# note_file NAME PLACE: Java opens PLACE where NAME is typed.
note_file() {
    count=$((count + 1))
    [ "$count" -le 4 ] || refuse_file "too many files are named"
    eval "named$count=\$1 opened$count=\$2"
}

# Whether nothing on the way to FILE, no folder and no link, can be changed by the account that owns STATE.
is_out_of_reach() (
    case $1 in
    /*) rest=$1 ;;
    *) rest=$(pwd -P)/$1 ;;
    esac
    hops=0
    cd / || exit 1
    while :; do
        while [ "$rest" != "${rest#/}" ]; do rest=${rest#/}; done
        [ -n "$rest" ] || exit 0
        part=${rest%%/*}
        case $rest in
        */*) rest=${rest#*/} ;;
        *) rest= ;;
        esac
        if [ "$part" != . ] && [ "$part" != .. ]; then
            [ "$(stat -c %u .)" != "$owner" ] || exit 1
            # shellcheck disable=SC2086
            if $as sh -c '[ -w . ]'; then
                # As in /tmp, where each may remove what is their own alone.
                [ -k . ] && [ "$(stat -c %u "./$part" 2>/dev/null)" != "$owner" ] || exit 1
            fi
        fi
        if [ -L "./$part" ]; then
            hops=$((hops + 1))
            [ "$hops" -le 40 ] || exit 1
            target=$(readlink "./$part")
            case $target in
            /*) cd / || exit 1 ;;
            esac
            rest=$target/$rest
        elif [ -d "./$part" ]; then
            cd -P "./$part" || exit 1
        else
            # A file, or what is not there yet.
            case $rest in
            *[!/]*) exit 1 ;;
            *) exit 0 ;;
            esac
        fi
    done
)

# What the account can read it reads itself.
hand_in() {
    [ -f "$1" ] || return 0
    # shellcheck disable=SC2016,SC2086
    ! $as sh -c '[ -r "$1" ]' sh "$1" || return 0
    is_out_of_reach "$1" ||
        refuse_file "$1 is not readable for ${account:-uid $owner}, who could have put a link on the way to it"
    number=$((count + 3))
    held=$(mktemp /var/tmp/refwarden-XXXXXX) || exit 3
    eval "exec $number<>\"\$held\"" && rm -f "$held" && cat -- "$1" >"/proc/self/fd/$number" ||
        refuse_file "$1 cannot be read"
    # Its mode counts as that of the file.
    chmod "$(stat -L -c %a -- "$1")" "/proc/self/fd/$number" && chmod u+rw "/proc/self/fd/$number" &&
        chown "$owner:$group" "/proc/self/fd/$number" || exit 3
    note_file "$1" "/proc/self/fd/$number"
}

# The same for a folder; PROOF is a file in it that the account must be able to read.
hand_folder() {
    # shellcheck disable=SC2016,SC2086
    { [ -e "$1/$2" ] && ! $as sh -c '[ -r "$1" ]' sh "$1/$2"; } || return 0
    is_out_of_reach "$1/." ||
        refuse_file "$1 is not readable for ${account:-uid $owner}, who could have put a link on the way to it"
    # shellcheck disable=SC2086
    copied=$($as mktemp -d /var/tmp/refwarden-XXXXXX) || exit 3
    # shellcheck disable=SC2086
    (cd "$1" && tar -cf - .) | $as tar -C "$copied" -xf - || refuse_file "$1 cannot be copied"
    note_file "$1" "$copied"
}

# Where the account could not be kept out, it writes the file itself.
hand_out() {
    [ -z "$wanted" ] || return 0
    case $1 in
    */*) into=${1%/*}/ ;;
    *) into=./ ;;
    esac
    { [ -d "$into" ] && is_out_of_reach "$into.refwarden-new"; } || return 0
    case $command in
    doctor*) ;;
    *) { [ ! -e "$1" ] && [ ! -L "$1" ]; } || refuse_file "$1 is there already" ;;
    esac
    fresh=$(mktemp "${into}.refwarden-XXXXXX") || exit 3
    wanted=$1
    note_file "$1" /proc/self/fd/9
}

# What each command is given, and what it writes.
hand_over() {
    [ -n "$as" ] || return 0
    before='' words=0 output='' chosen=''
    for word; do
        words=$((words + 1))
        option=$before value=$word before=$word
        case $word in
        --*=*) option=${word%%=*} value=${word#*=} ;;
        esac
        case $option in
        --config | --state | --administrator | --key | --reason | --by) continue ;;
        esac
        case $command:$option in
        'log verify':--checkpoint | 'review serve':--token-file | 'review serve':--proxy-secret-file | \
            'review serve':--openid-file | 'ledger '*:--password) hand_in "$value" ;;
        'policy simulate':--candidate) hand_folder "$value" policy.yaml ;;
        doctor*:--metrics) [ "$value" = - ] || output=$value ;;
        'review export':--output) output=$value ;;
        *)
            case $words:$command:$word in
            [12]:* | *:-*) ;;
            *:'ledger rebuild':*) hand_in "$word" ;;
            *:'ledger import':*) hand_folder "$word" ledger.db && hand_folder "$word" log ;;
            *:'ledger backup':*) output=$word ;;
            *:'review export':*) chosen=$(printf %s "$word" | tr a-z A-Z).zip ;;
            esac
            ;;
        esac
    done
    [ -n "$output" ] || output=$chosen
    [ -z "$output" ] || hand_out "$output"
}

# As the account; what it writes goes through a pipe into a new file, which gets its name when it is whole.
run_handed() {
    trap 'rm -f "$fresh"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM HUP
    if [ -n "$wanted" ]; then
        # shellcheck disable=SC2086
        status=$({ { chown "$owner" /proc/self/fd/9 && $as "$@" 8>&- >&7 7>&-; echo $? >&8; } 9>&1 |
            { cat >"$fresh" || echo 3 >&8; }; } 8>&1) 7>&1
    else
        status=0
        # shellcheck disable=SC2086
        $as "$@" || status=$?
    fi
    # shellcheck disable=SC2086
    [ -z "$copied" ] || $as rm -rf "$copied"
    case $command:$status in
    doctor*:[01])
        [ ! -s "$fresh" ] || { chmod 644 "$fresh" && mv -fT "$fresh" "$wanted"; } || exit 3
        ;;
    *:0)
        # Some disks know no second name for a file.
        [ -z "$wanted" ] || ln -T "$fresh" "$wanted" 2>/dev/null ||
            { [ ! -e "$wanted" ] && [ ! -L "$wanted" ] && mv -T "$fresh" "$wanted"; } ||
            refuse_file "$wanted cannot be made; is it there already?"
        ;;
    esac
    case $status in
    *[!0-9]*) exit 3 ;;
    esac
    exit "$status"
}
END
}
