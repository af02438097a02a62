say "escapes and overrides in the subject, the author and a path"
GIT_AUTHOR_EMAIL=$(printf 'a\033[31mb\342\200\256c@example.org')
commit "$(printf 'red \033[31m and \342\200\256 turned, a bell \007')" "$(printf 'dir\033]0;title\007/\342\200\256x.sh')"
push origin main | cat -v
say "a subject of ten thousand characters"
as alice
tick
git commit -q --allow-empty -m "$(head -c 10000 /dev/zero | tr '\0' 'y')"
push origin main | cut -c1-200 | cat -v
