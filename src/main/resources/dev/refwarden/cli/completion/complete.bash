_refwarden() {
    local rw_current=${COMP_WORDS[COMP_CWORD]} rw_program=${COMP_WORDS[0]} IFS=$' \t\n'
    local rw_path rw_option rw_given rw_config rw_state rw_word rw_entry rw_kinds rw_kind rw_begin rw_found rw_answer
    local rw_commands rw_flags rw_values rw_words rw_most rw_whole rw_done
    COMPREPLY=()
    [ "$rw_current" != = ] || rw_current=
    _refwarden_follow "${COMP_WORDS[@]:1:COMP_CWORD-1}"
    if [ -n "$rw_option" ]; then
        _refwarden_takes_value "$rw_option"
    elif [[ $rw_current == -* ]]; then
        _refwarden_options
        _refwarden_reply "$rw_found"
        return
    else
        _refwarden_reply "$rw_commands"
        rw_kinds=
        [ "$rw_given" -ge "$rw_most" ] || rw_kinds=$rw_words
    fi
    for rw_kind in ${rw_kinds//+/ }; do
        case $rw_kind in
        none) ;;
        directory) _refwarden_files -d ;;
        file) _refwarden_files -f ;;
        *\|*) _refwarden_reply "${rw_kind//|/ }" ;;
        *)
            _refwarden_whole
            _refwarden_ask "$rw_kind" "$rw_whole"
            # Cases may be typed in small letters.
            for rw_word in $rw_found; do
                [[ ${rw_word,,} != "${rw_whole,,}"* ]] || COMPREPLY+=("${rw_word#"$rw_done"}")
            done
            [[ ${COMPREPLY[0]-} != *: ]] || compopt -o nospace 2>/dev/null
            ;;
        esac
    done
}

# What is being typed, since Bash takes what follows a colon for a word of its own, and what of it Bash keeps.
_refwarden_whole() {
    rw_whole=$rw_current rw_done=
    [[ $COMP_WORDBREAKS == *:* ]] || return 0
    rw_whole=${COMP_LINE:0:COMP_POINT}
    rw_whole=${rw_whole##*[[:space:]]}
    case $rw_whole in
    -*) rw_whole=$rw_current ;;
    *:*) rw_done=${rw_whole%"${rw_whole##*:}"} ;;
    esac
}

# Those of these words that begin as what is being typed.
_refwarden_reply() {
    for rw_word in $1; do
        [[ $rw_word != "$rw_current"* ]] || COMPREPLY+=("$rw_word")
    done
}

_refwarden_files() {
    local rw_file
    compopt -o filenames 2>/dev/null
    while IFS= read -r rw_file; do
        COMPREPLY+=("$rw_file")
    done < <(compgen "$1" -- "$rw_current")
}

complete -F _refwarden refwarden
