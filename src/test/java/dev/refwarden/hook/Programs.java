package dev.refwarden.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs programs to their end, in one environment. */
record Programs(Path temporary, Map<String, String> environment) {
    void run(Path folder, String... command) throws IOException, InterruptedException {
        feed(folder, new byte[0], command);
    }

    /** @return what it printed, whatever encoding that has */
    String feed(Path folder, byte[] input, String... command) throws IOException, InterruptedException {
        Path in = Files.createTempFile(temporary, "in", "");
        Path out = Files.createTempFile(temporary, "out", "");
        Files.write(in, input);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        String text = Files.readString(out, StandardCharsets.ISO_8859_1);
        Files.delete(in);
        Files.delete(out);
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " failed:\n" + text);
        }
        return text;
    }
}
