package dev.refwarden.review.content;

import java.util.Locale;

/** Something about a change that a reviewer wants to know. */
public enum MarkKind {
    REVERSE_SHELL(8, "opens a shell to somewhere else"),
    MINER(8, "mines coins"),
    SENDS_SECRETS(6, "sends secrets or the environment to somewhere else"),
    RUNS_INPUT(6, "runs what a request or the environment holds"),
    HIDES_TEXT(6, "reverses the order of text on the screen in code"),
    LOOSENS_RULES(5, "loosens the rules that guard pushes"),
    MASS_DELETION(5, "deletes nearly everything it touches"),
    RUNS_DOWNLOAD(5, "runs code that it downloads"),
    RUNS_ENCODED(5, "decodes something and runs it"),
    READS_CREDENTIALS(4, "reads keys or credentials"),
    DESTROYS(4, "deletes whole disks, homes or cloud resources"),
    BINARY_IN_BUILD(3, "brings a binary that nobody can read together with a change to the build"),
    DROP_HOST(4, "names a host that is used to receive stolen data"),
    ADDRESS_IN_CODE(3, "names a bare network address of the internet"),
    OUTSIDE_CODE(2, "checks out other people's changes in a workflow"),
    OUTSIDE_WORKFLOW(3, "lets other people's changes run with the repository's secrets"),
    WORKFLOW_INJECTION(5, "puts text that anybody can write into a command of the build"),
    INSTALL_HOOK(3, "runs a program on everybody's machine on installation"),
    DEPENDENCY_BY_ADDRESS(3, "takes a dependency from an address instead of a registry"),
    OTHER_REGISTRY(3, "takes packages from another registry"),
    INVISIBLE_TEXT(3, "holds characters that cannot be seen"),
    UNRELATED_HISTORY(3, "has nothing in common with the history of the repository"),
    NEW_KEY(3, "adds a key to a person"),
    WORKFLOW_RIGHTS(2, "gives a workflow more rights"),
    ENCODED_BLOB(2, "brings a long encoded text in code"),
    BINARY(3, "brings a binary file that can be run or unpacked"),
    LINK_OUTSIDE(2, "brings a link that leads out of the repository"),
    OTHER_SUBMODULE(2, "takes a submodule from another place"),
    RULES(2, "changes the rules or people of this system"),
    NEW_WORKFLOW(1, "adds a workflow"),
    NEW_DEPENDENCY(1, "adds a dependency"),
    EXECUTABLE(1, "makes a file executable that was not"),
    WORKFLOW(0, "changes a workflow"),
    BUILD(0, "changes what the build runs");

    private final int weight;
    private final String words;

    MarkKind(int weight, String words) {
        this.weight = weight;
        this.words = words;
    }

    /** How much it speaks of an attack, from 0. */
    public int weight() {
        return weight;
    }

    /** What the change does, as the rest of a sentence. */
    public String words() {
        return words;
    }

    /** As programs read it, such as {@code install-hook}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
