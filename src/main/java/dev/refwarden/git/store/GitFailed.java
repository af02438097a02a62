package dev.refwarden.git.store;

/** The git that reads a repository for us is missing, too old, silent, gone, or says what cannot be. Nothing can be judged. */
public final class GitFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GitFailed(String message) {
        super(message);
    }

    GitFailed(String message, Throwable cause) {
        super(message, cause);
    }

    /** For people, without a period. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
