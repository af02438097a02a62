# Completion of refwarden; printed by "refwarden completion". This part is read by bash and zsh alike.

# Follows the words before the one that is being typed. What may come next is then in rw_commands, rw_flags, rw_values
# and rw_words; rw_option is the option whose value is being typed.
_refwarden_follow() {
    [ -z "${ZSH_VERSION-}" ] || emulate -L sh
    rw_path='' rw_option='' rw_given=0 rw_config='' rw_state=''
    _refwarden_command ''
    for rw_word; do
        if [ -n "$rw_option" ]; then
            # Bash takes "=" and what follows it for words of their own.
            [ "$rw_word" != = ] || continue
            _refwarden_place "$rw_option" "$rw_word"
            rw_option=''
            continue
        fi
        case $rw_word in
        '') ;;
        --*=*) _refwarden_place "${rw_word%%=*}" "${rw_word#*=}" ;;
        -*) ! _refwarden_takes_value "$rw_word" || rw_option=$rw_word ;;
        *)
            case " $rw_commands " in
            *" $rw_word "*)
                rw_path=${rw_path:+$rw_path }$rw_word
                _refwarden_command "$rw_path"
                ;;
            *) rw_given=$((rw_given + 1)) ;;
            esac
            ;;
        esac
    done
}

_refwarden_place() {
    case $1 in
    --config) rw_config=$2 ;;
    --state) rw_state=$2 ;;
    esac
}

# Does this option take a value? Of what kind is in rw_kinds.
_refwarden_takes_value() {
    [ -z "${ZSH_VERSION-}" ] || emulate -L sh
    rw_kinds=''
    for rw_entry in $rw_values; do
        [ "${rw_entry%%:*}" != "$1" ] || {
            rw_kinds=${rw_entry#*:}
            return 0
        }
    done
    return 1
}

# The names of these options, and of those that take a value.
_refwarden_options() {
    [ -z "${ZSH_VERSION-}" ] || emulate -L sh
    rw_found=$rw_flags
    for rw_entry in $rw_values; do
        rw_found="$rw_found ${rw_entry%%:*}"
    done
}

# _refwarden_ask KIND BEGINNING: the program knows names of this kind. A name in which a shell could read anything else
# is left out.
_refwarden_ask() {
    [ -z "${ZSH_VERSION-}" ] || emulate -L sh
    rw_found=''
    case $rw_program in
    refwarden | /*) ;;
    *) return 0 ;;
    esac
    rw_kind=$1 rw_begin=$2
    set --
    [ -z "$rw_config" ] || set -- "$@" "--config=$rw_config"
    [ -z "$rw_state" ] || set -- "$@" "--state=$rw_state"
    rw_answer=$("$rw_program" words "$@" -- "$rw_kind" "$rw_begin" 2>/dev/null </dev/null) || return 0
    while IFS= read -r rw_word; do
        case $rw_word in
        '' | [!A-Za-z0-9]* | *[!A-Za-z0-9._/@+:-]*) ;;
        *) rw_found="$rw_found $rw_word" ;;
        esac
    done <<END
$rw_answer
END
}

