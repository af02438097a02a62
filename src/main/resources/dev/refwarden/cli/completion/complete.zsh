_refwarden() {
    local rw_program=$words[1] rw_path rw_option rw_given rw_config rw_state rw_word rw_entry rw_kinds rw_kind rw_begin
    local rw_found rw_answer rw_commands rw_flags rw_values rw_words rw_most
    _refwarden_follow "${(@)words[2,CURRENT-1]}"
    if [[ -z $rw_option && $PREFIX == --*=* ]]; then
        rw_option=${PREFIX%%=*}
        compset -P 1 '*='
    fi
    if [[ -n $rw_option ]]; then
        _refwarden_takes_value "$rw_option"
    elif [[ $PREFIX == -* ]]; then
        _refwarden_options
        compadd -- ${=rw_found}
        return
    else
        compadd -- ${=rw_commands}
        rw_kinds=
        (( rw_given >= rw_most )) || rw_kinds=$rw_words
    fi
    for rw_kind in ${(s:+:)rw_kinds}; do
        case $rw_kind in
        none) ;;
        directory) _files -/ ;;
        file) _files ;;
        *\|*) compadd -- ${(s:|:)rw_kind} ;;
        *)
            _refwarden_ask "$rw_kind" "$PREFIX"
            compadd -M 'm:{a-z}={A-Z}' -- ${${=rw_found}:#*:}
            compadd -S '' -- ${(M)${=rw_found}:#*:}
            ;;
        esac
    done
}

# Found by its name in fpath, or sourced.
if [[ ${funcstack[1]-} == _refwarden ]]; then
    _refwarden "$@"
else
    compdef _refwarden refwarden
fi
