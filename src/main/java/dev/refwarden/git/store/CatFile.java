package dev.refwarden.git.store;

import dev.refwarden.git.ObjectFormat;
import dev.refwarden.git.ObjectId;
import dev.refwarden.git.ObjectType;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One {@code git cat-file --batch-command} that answers about the objects of one repository, started when it is first asked. Any
 * thread may ask; one is answered at a time. Nothing that it says is believed here: {@link GitObjects} hashes what it gives.
 */
final class CatFile implements AutoCloseable {
    /** More than one line of it ever has, unless a revision is repeated. */
    private static final int LONGEST_LINE = 8_192;
    /** An object that cannot be read ends git; a repository of such objects is not read on for ever. */
    private static final int MOST_STARTS = 8;

    private static final int USAGE = 129;
    private static final int DIED = 128;

    private final GitProgram program;
    private final ObjectFormat format;
    private @Nullable GitProcess git;
    private int starts;
    private boolean hasAnswered;
    private @Nullable Long end;

    CatFile(GitProgram program, ObjectFormat format) {
        this.program = program;
        this.format = format;
    }

    /** What git says of an object without its content. */
    record Header(ObjectId id, ObjectType type, long size) {}

    /** Git cannot read an object that it has, and has ended over it. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("git cannot read it", null, false, false);
        }
    }

    /** Lets nothing be waited for after {@code nanos}, by {@link System#nanoTime}. */
    synchronized void until(long nanos) {
        end = nanos;
        if (git != null) {
            git.until(nanos);
        }
    }

    /**
     * The kind and size of what is called so; absent where nothing is, or several things are.
     *
     * @param name an id, the beginning of one, or a revision without a line feed
     */
    synchronized Optional<Header> info(String name) throws Unreadable {
        return ask("info " + name + "\nflush\n", process -> header(line(process), name));
    }

    /** The content of an object. Its size was asked before, and there is room for it. */
    synchronized byte[] contents(Header header) throws Unreadable {
        String expected = header.id().hex() + " " + header.type().word() + " " + header.size();
        return ask("contents " + header.id().hex() + "\nflush\n", process -> {
            String line = line(process);
            if (!line.equals(expected)) {
                throw new GitFailed("git says one thing of an object, and then another");
            }
            byte[] content = new byte[Math.toIntExact(header.size())];
            int at = 0;
            while (at < content.length) {
                int count = process.read(content, at, content.length - at);
                if (count < 0) {
                    throw new EOFException();
                }
                at += count;
            }
            expectLineFeed(process);
            return content;
        });
    }

    /** Starts git now, so that it is ready when it is asked. */
    synchronized void start() {
        running();
    }

    private interface Reading<T> {
        T from(GitProcess process) throws IOException;
    }

    private <T> T ask(String question, Reading<T> reading) throws Unreadable {
        GitProcess process = running();
        try {
            process.send(question.getBytes(StandardCharsets.UTF_8));
            T answer = reading.from(process);
            process.answered();
            hasAnswered = true;
            return answer;
        } catch (IOException e) {
            throw ended(process);
        } catch (GitFailed e) {
            drop(process);
            throw e;
        }
    }

    private GitProcess running() {
        if (git != null) {
            return git;
        }
        if (++starts > MOST_STARTS) {
            throw new GitFailed("git ends again and again over objects that it cannot read");
        }
        GitProcess started = program.start("cat-file", "--batch-command", "--buffer");
        if (end != null) {
            started.until(end);
        }
        git = started;
        return started;
    }

    /** Git is gone in the middle of an answer: over a damaged object, or because something is wrong with it. */
    private Unreadable ended(GitProcess process) {
        int status = process.exitStatus();
        boolean late = process.wasLate();
        drop(process);
        if (late) {
            throw new GitFailed("git did not answer in time");
        }
        if (status == USAGE && !hasAnswered) {
            throw new GitFailed(
                    "the git of this server is older than 2.36, with which SHA-256 repositories are not read");
        }
        if (status != DIED) {
            throw new GitFailed("git ended in the middle of an answer");
        }
        if (!hasAnswered && starts > 1) {
            throw new GitFailed("git does not read this repository");
        }
        return new Unreadable();
    }

    private void drop(GitProcess process) {
        process.kill();
        process.close();
        git = null;
    }

    private Optional<Header> header(String line, String name) {
        if (line.equals(name + " missing") || line.equals(name + " ambiguous")) {
            return Optional.empty();
        }
        String[] words = line.split(" ", -1);
        Optional<ObjectType> type = words.length == 3 ? ObjectType.of(words[1]) : Optional.empty();
        if (type.isEmpty() || !format.isHex(words[0]) || !words[2].matches("[0-9]{1,18}")) {
            throw new GitFailed("git says what it never says of an object");
        }
        return Optional.of(new Header(ObjectId.fromHex(words[0]), type.get(), Long.parseLong(words[2])));
    }

    private static String line(GitProcess process) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(96);
        for (int next = process.read(); next != '\n'; next = process.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
            if (line.size() > LONGEST_LINE) {
                throw new GitFailed("git says what it never says of an object");
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static void expectLineFeed(GitProcess process) throws IOException {
        int next = process.read();
        if (next < 0) {
            throw new EOFException();
        }
        if (next != '\n') {
            throw new GitFailed("git gives an object of another size than it said");
        }
    }

    @Override
    public synchronized void close() {
        if (git != null) {
            git.close();
            git = null;
        }
        starts = MOST_STARTS;
    }
}
