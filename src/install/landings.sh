# What post-receive calls: it tells the gate what has landed or, where none listens, leaves it in STATE/run/landed for the
# next hook. It never fails, says nothing, and waits two seconds at most.

wrapper_for_landings() {
    cat <<'END'
[ "${1-}" != post-receive ] || {
    lf='
'
    LC_ALL=C
    nonce='' pid='' stat='' size='' answer='x' wait=2
    { read -r nonce </proc/sys/kernel/random/uuid; } 2>/dev/null
    case ${#nonce}$nonce in
    36*[!0-9a-f-]*) exit 0 ;;
    36*) ;;
    *) exit 0 ;;
    esac
    { input=$("$cat" && echo x); } 2>/dev/null
    case $input in
    ?*x) input=${input%x} ;;
    *) exit 0 ;;
    esac
    given_config=$config given_state=$state
    while [ $# -gt 2 ]; do
        case $2 in
        --config) given_config=$3 ;;
        --state) given_state=$3 ;;
        esac
        shift 2
    done
    run=$given_state/run landed=$given_state/run/landed
    { cd -P . && [ ! -L "$run" ]; } 2>/dev/null || exit 0
    { read -r pid <"$run/gate.pid" && read -r stat <"/proc/$pid/stat"; } 2>/dev/null
    case ${stat##*) } in
    [TtZX]*) ;;
    *)
        if [ -S "$run/gate.sock" ] && { [ -O "$run" ] || [ -O / ]; } &&
            [ "$given_config" = "$config" ] && [ "$given_state" = "$state" ] && [ -x "$timeout" ]; then
            { answer=$(
END
    wrapper_client post-receive
    cat <<'END'
            ); } 2>/dev/null
        fi
        ;;
    esac
    case $answer in
    "$nonce "?"$lf"*"end $nonce${lf}x") exit 0 ;;
    esac
    # Only the account that owns STATE writes there; and no more than the next hooks can be expected to read.
    {
        [ -O "$given_state" ] && [ ${#input} -le 2000000 ] && umask 077 &&
            { [ -d "$run" ] || mkdir "$run" || [ -d "$run" ]; } && [ -O "$run" ] &&
            { [ -d "$landed" ] || mkdir "$landed" || [ -d "$landed" ]; } && [ -O "$landed" ] && [ ! -L "$landed" ] &&
            set -- "$landed"/* && [ $# -lt 1000 ] &&
            size=$("$du" -sk "$landed") && [ "${size%%[!0-9]*}" -lt 10240 ] &&
            {
                { printf '%s\n%s' "$PWD" "$input" >"$landed/$nonce.new" && mv -f "$landed/$nonce.new" "$landed/$nonce"; } ||
                    rm -f "$landed/$nonce.new"
            }
    } 2>/dev/null
    exit 0
}
END
}

# with_landings COMMAND...: does it with post-receive instead of pre-receive.
with_landings() {
    hook_event=post-receive
    "$@" && ended=0 || ended=$?
    hook_event=pre-receive
    return "$ended"
}

# place_landing HOOK COPY WHERE [KEPT]: as place_hook does, but no installation fails for want of it.
place_landing() {
    if [ -e "$1" ] && ! with_landings is_ours "$1" && { [ -z "${4-}" ] || [ -e "$4" ]; }; then
        say "note: $3: ${1##*/} is another's, and stays; what lands is seen by the next push only"
        return 0
    fi
    placed_before=${placed-}
    with_landings place_hook "$@"
    placed=$placed_before
}

# lands HOOK WHERE [KEPT]: is it there, and as it is written?
lands() {
    ! with_landings calls_only_us "$1" "$2 (post-receive)" "${3-}" || return 0
    with_landings calls_us "$1" || say "MISSING  post-receive of $2; installing again puts it there"
    return 1
}

take_landing_away() {
    ! with_landings is_ours "$1" || with_landings take_hook_away "$@" >/dev/null
}
