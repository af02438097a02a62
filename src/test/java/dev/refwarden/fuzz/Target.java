package dev.refwarden.fuzz;

import java.util.List;

/**
 * A parser of bytes from outside.
 *
 * @param name of its folder of seeds
 * @param type whose {@code fuzzerTestOneInput} a fuzzer calls
 * @param input the same method
 * @param seeds inputs that say something, from which damaged ones are made
 */
record Target(String name, Class<?> type, Input input, Seeds seeds) {
    /** Takes one input; throws where the parser does anything that it did not promise. */
    @FunctionalInterface
    interface Input {
        void take(byte[] input);
    }

    /** Makes the same inputs in every process. */
    @FunctionalInterface
    interface Seeds {
        List<byte[]> make();
    }
}
