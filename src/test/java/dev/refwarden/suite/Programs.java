package dev.refwarden.suite;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves programs written in Java to shell scripts without starting a Java for each call: software tokens, makers of codes and
 * of identity tokens. A script reaches them over a Unix socket by {@link #client}, with git's own client for such sockets.
 */
public final class Programs implements Closeable {
    private final Map<String, Call.Program> programs;
    private final Path socket;
    private final ServerSocketChannel server;

    public Programs(Path socket, Map<String, Call.Program> programs) throws IOException {
        this.programs = Map.copyOf(programs);
        this.socket = socket;
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread acceptor = new Thread(this::accept, "programs of scenarios");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** A POSIX sh script that calls the program named by its first argument; a name with {@code <} hands on standard input. */
    public String client() {
        return """
                #!/bin/sh
                program=$1
                shift
                answer=$({
                    printf '%s\\0' "${program%'<'}" "$PWD" $# "$@"
                    env -0
                    printf '\\0'
                    [ "$program" = "${program%'<'}" ] || cat
                } | git credential-cache --socket='SOCKET' get && echo .) || exit 70
                answer=${answer%.}
                status=${answer%%
                *}
                printf %s "${answer#*
                }" | if [ "$status" = 0 ]; then cat; else cat >&2; fi
                exit "${status:-70}"
                """.replace("SOCKET", socket.toString());
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel channel = server.accept();
                Thread call = new Thread(() -> answer(channel), "program of a scenario");
                call.setDaemon(true);
                call.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(SocketChannel channel) {
        try (channel) {
            byte[] answer = run(read(channel)).getBytes(StandardCharsets.UTF_8);
            for (ByteBuffer left = ByteBuffer.wrap(answer); left.hasRemaining(); ) {
                channel.write(left);
            }
        } catch (IOException e) {
            // The caller gets no status then, and fails.
        }
    }

    private static byte[] read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        while (channel.read(buffer) >= 0) {
            request.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return request.toByteArray();
    }

    /** The exit status on a line, then what is printed. */
    private String run(byte[] request) {
        try {
            Words words = new Words(request);
            // Git's client begins with two lines of its own.
            String name = words.next().replaceFirst("(?s)^.*\n", "");
            Path folder = Path.of(words.next());
            List<String> arguments = new ArrayList<>();
            for (int i = Integer.parseInt(words.next()); i > 0; i--) {
                arguments.add(words.next());
            }
            Map<String, String> environment = new LinkedHashMap<>();
            for (String entry = words.next(); !entry.isEmpty(); entry = words.next()) {
                int equals = entry.indexOf('=');
                environment.put(entry.substring(0, Math.max(0, equals)), entry.substring(equals + 1));
            }
            Call.Program program = programs.get(name);
            if (program == null) {
                return "64\nno such program: " + name + "\n";
            }
            return "0\n" + program.run(new Call(arguments, folder, environment, words.rest()));
        } catch (Call.Failed e) {
            return e.status() + "\n" + e.getMessage();
        } catch (Exception e) {
            return "70\n" + e + "\n";
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Strings that each end in a NUL, then bytes. */
    private static final class Words {
        private final byte[] bytes;
        private int at;

        Words(byte[] bytes) {
            this.bytes = bytes;
        }

        String next() throws IOException {
            int from = at;
            while (at < bytes.length && bytes[at] != 0) {
                at++;
            }
            if (at == bytes.length) {
                throw new IOException("the request was cut short");
            }
            return new String(bytes, from, at++ - from, StandardCharsets.UTF_8);
        }

        byte[] rest() {
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }
    }
}
