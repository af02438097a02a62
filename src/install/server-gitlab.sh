# GitLab: Gitaly runs what lies in pre-receive.d of its custom_hooks_dir, for every project, now and later.

gitlab_repositories() {
    [ -d "$gitlab" ] || fail "there is no folder $gitlab"
    hook=$gitlab/pre-receive.d/refwarden
    [ "$action" != install ] || [ ! -e "$hook" ] || is_ours "$hook" ||
        fail "$hook is there already, and it is not Refwarden's"
    plain_repositories
    if [ -n "$account" ]; then
        given_owner=$(id -u "$account" 2>/dev/null) || fail "there is no account $account"
        [ -z "$owner" ] || [ "$owner" = "$given_owner" ] ||
            fail "$owner_from belongs to $(name_of "$owner"), not to $account"
        owner=$given_owner owner_group=$(id -g "$account") owner_from="--account $account"
    elif [ -z "$owner" ] && [ -z "$repos" ]; then
        belongs_to_owner "$gitlab"
        [ "$owner" != 0 ] ||
            say "note: hooks are taken to run as root, who owns $gitlab; if Gitaly runs as another account, give --account"
    fi
}

gitlab_preflight() {
    :
}

gitlab_settings() {
    echo "repository: {environment: [GL_PROJECT_PATH]}"
    echo "pusher: {environment: GL_USERNAME}"
    echo 'messages: {prefix: "GL-HOOK-ERR: "}'
}

# Where GitLab wrote a project's path into its repository; without it, the name is known only once it is pushed to.
gitlab_name() {
    GL_PROJECT_PATH=$(trusting_git --git-dir="$dir" config --get gitlab.fullpath || true)
    export GL_PROJECT_PATH
    if [ -z "$GL_PROJECT_PATH" ]; then
        nameless=$((nameless + 1))
        last_nameless=$dir
        return 1
    fi
}

nameless=0
gitlab_say_nameless() {
    case $nameless in
    0) return 0 ;;
    1) say "note: $last_nameless does not say which project it is, so what it holds is not declared settled; when you know:" ;;
    *) say "note: $nameless repositories do not say which projects they are, so what they hold is not declared settled; such as:" ;;
    esac
    say "note:   GL_PROJECT_PATH=GROUP/PROJECT $prefix/bin/refwarden baseline $(quoted "$last_nameless") --reason installation"
}

# Gitaly gives git its settings itself.
gitlab_guard() {
    :
}

gitlab_once() {
    place_hook "$gitlab/pre-receive.d/refwarden" "$gitlab/refwarden.undo" "GitLab"
    place_landing "$gitlab/post-receive.d/refwarden" "$gitlab/refwarden-landings.undo" "GitLab"
    [ "$placed" = no ] || say "note: Gitaly gives its hooks no push certificate; rules that demand one refuse every push here"
}

gitlab_is_guarded() {
    calls_only_us "$gitlab/pre-receive.d/refwarden" GitLab
}

gitlab_lands() {
    lands "$gitlab/post-receive.d/refwarden" GitLab
}

gitlab_release() {
    :
}

gitlab_release_once() {
    take_hook_away "$gitlab/pre-receive.d/refwarden" "GitLab"
    take_landing_away "$gitlab/post-receive.d/refwarden" "GitLab"
    rmdir "$gitlab/pre-receive.d" "$gitlab/post-receive.d" 2>/dev/null || true
}
