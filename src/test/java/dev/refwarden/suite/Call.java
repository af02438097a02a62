package dev.refwarden.suite;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a scenario asks of one of the suite's programs.
 *
 * @param folder from which it was called
 * @param environment the caller's
 * @param input standard input; empty for a program that takes none
 */
public record Call(List<String> arguments, Path folder, Map<String, String> environment, byte[] input) {
    /** A program that lives in the process of the tests; it answers what goes to standard output. */
    @FunctionalInterface
    public interface Program {
        String run(Call call) throws Exception;
    }

    public String argument(int number) {
        return arguments.get(number);
    }

    /** A file as the caller named it. */
    public Path file(int number) {
        return folder.resolve(argument(number));
    }

    public String variable(String name, String otherwise) {
        return environment.getOrDefault(name, otherwise);
    }

    /** Ends a program with another exit status than 0; the words go to standard error. */
    public static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        public Failed(int status, String words) {
            super(words);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
