package dev.refwarden.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers whether all of it was written: a full disk must not look like success. */
final class Output extends FilterOutputStream {
    private @Nullable IOException lost;

    private Output(OutputStream out) {
        super(out);
    }

    /** Puts it in the place of {@link System#out}. */
    static Output install() {
        Output output = new Output(new FileOutputStream(FileDescriptor.out));
        Charset named = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        System.setOut(new PrintStream(new BufferedOutputStream(output), true, named));
        return output;
    }

    /**
     * The status to leave with.
     *
     * @param status where everything was written, or whoever read it has seen enough
     */
    int status(int status) {
        System.out.flush();
        if (lost == null || String.valueOf(lost.getMessage()).contains("Broken pipe")) {
            return status;
        }
        System.err.println("refwarden: the output cannot be written: " + lost.getMessage());
        return ExitStatus.INTERNAL_FAILURE;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            lost = e;
            throw e;
        }
    }
}
