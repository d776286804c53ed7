#!/bin/sh
# Prints the structure of the sources as a Markdown table: a column for each given revision, and one for the working tree.
#
#   ./mvnw -q -B test-compile && build-checks/structure.sh 52b5ecb
#
# A directory with a source tree, such as a git worktree that has been built, can be given instead of a revision.
# Types per package, long methods and files, type names declared twice, words of build-checks/words.txt, public types of each
# module, and the size of http-app.jar where it is built. StructureTest and VocabularyTest check the same in every build.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
set -- "$@" working-tree
count=$#
while [ "$count" -gt 0 ]; do
    revision=$1
    shift
    if [ "$revision" = working-tree ]; then
        set -- "$@" "$revision" "$root"
    elif [ -d "$revision" ]; then
        set -- "$@" "$(git -C "$revision" rev-parse --short HEAD)" "$revision"
    else
        mkdir "$trees/$revision"
        git -C "$root" archive "$revision" | tar -x -C "$trees/$revision"
        set -- "$@" "$revision" "$trees/$revision"
    fi
    count=$((count - 1))
done
java -cp "$root/http-app/target/test-classes" dev.roundhouse.http.app.architecture.StructureTable \
    "$root/build-checks/words.txt" "$@"
