# Git's own settings in each repository.

# What a repository's settings lack, one "NAME VALUE" a line. A seed is made when it is written, and never shown.
lacking_settings() {
    holds "$there" "receive.advertisepushoptions true" || echo "receive.advertisePushOptions true"
    case $there in *receive.certnonceslop\ *) ;; *) echo "receive.certNonceSlop 300" ;; esac
    case $there in *receive.certnonceseed\ *) ;; *) echo "receive.certNonceSeed" ;; esac
    # Git would complain of every signed push, although it is not git that judges it.
    trusting_git --git-dir="$dir" config --get gpg.ssh.allowedSignersFile >/dev/null ||
        echo "gpg.ssh.allowedSignersFile /dev/null"
    [ "$fsck" = no ] || holds "$there" "receive.fsckobjects true" || echo "receive.fsckObjects true"
}

check_settings_place() {
    can_change "$dir/config" "git's settings of $repo are"
    [ ! -e "$dir/config.lock" ] ||
        fail "git's settings of $repo are being changed by someone else: $dir/config.lock is there"
}

# Changes them as git would: under config.lock, and at once.
configure_repo() {
    there=$(trusting_git config --file "$dir/config" --get-regexp '^receive\.' || true)
    lacking=$(lacking_settings)
    [ -n "$lacking" ] || return 0
    (set -C && : >"$dir/config.lock") 2>/dev/null ||
        fail "git's settings of $repo cannot be changed: $dir/config.lock cannot be made"
    undo_by "rm -f $(quoted "$dir/config.lock")"
    cp -p "$dir/config" "$dir/config.lock" || fail "git's settings of $repo cannot be written"
    echo "$lacking" | while read -r name value; do
        if [ "$name" = receive.certNonceSeed ]; then
            # Written into the file, since an argument could be read by others while git runs.
            printf '[receive]\n\tcertNonceSeed = %s\n' "$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')" >>"$dir/config.lock"
        elif [ -z "$there" ] && [ "$name" != "${name#receive.}" ]; then
            printf '[receive]\n\t%s = %s\n' "${name#receive.}" "$value" >>"$dir/config.lock"
        else
            trusting_git config --file "$dir/config.lock" "$name" "$value"
        fi || exit 1
    done || fail "git's settings of $repo cannot be written"
    keep "$dir/config" "$dir/config.undo"
    mv -f "$dir/config.lock" "$dir/config" || fail "git's settings of $repo cannot be written"
    say "$repo: set $(echo "$lacking" | sed 's/ / to /; s/Seed$/Seed to a new random value/' | paste -s -d , - | sed 's/,/, /g')"
}
