package dev.refwarden.hook.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the gate of a STATE what commands want to know. It is given a few seconds to answer. */
public final class GateClient {
    private static final int MOST = 64 << 10;

    private final Path socket;
    private final Duration patience;

    public GateClient(Path state, Duration patience) {
        this.socket = new RunFolder(state).socket();
        this.patience = patience;
    }

    /** What it says of itself, a line each; absent where none answers. */
    public Optional<List<String>> status() throws IOException {
        return ask(GateRequest.Kind.STATUS);
    }

    /** Tells it to finish what it judges and to go; whether there was one. */
    public boolean stop() throws IOException {
        return ask(GateRequest.Kind.STOP).isPresent();
    }

    private Optional<List<String>> ask(GateRequest.Kind kind) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String nonce = UUID.randomUUID().toString();
        String request = "refwarden-gate 1 " + kind.word() + " " + nonce + " -\0/\0" + "0\0\0end " + nonce + "\n";
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            CompletableFuture<String> asking = new CompletableFuture<>();
            Thread thread = new Thread(
                    () -> {
                        try {
                            asking.complete(exchange(channel, request));
                        } catch (IOException e) {
                            asking.completeExceptionally(e);
                        }
                    },
                    "gate client");
            thread.setDaemon(true);
            thread.start();
            return lines(asking.get(patience.toMillis(), TimeUnit.MILLISECONDS), nonce);
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private String exchange(SocketChannel channel, String request) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        ByteBuffer out = ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8));
        while (out.hasRemaining()) {
            channel.write(out);
        }
        channel.shutdownOutput();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(8 << 10);
        while (answer.size() < MOST && channel.read(in) >= 0) {
            answer.writeBytes(Arrays.copyOf(in.array(), in.position()));
            in.clear();
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static Optional<List<String>> lines(String answer, String nonce) {
        List<String> lines = answer.lines().toList();
        boolean whole = lines.size() >= 2
                && lines.get(0).startsWith(nonce + " ")
                && lines.get(lines.size() - 1).equals("end " + nonce);
        return whole ? Optional.of(lines.subList(1, lines.size() - 1)) : Optional.empty();
    }
}
