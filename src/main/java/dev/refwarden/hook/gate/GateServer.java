package dev.refwarden.hook.gate;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Listens, and sees to it that no one waits for ever. Each connection has a thread that reads it; what is judged, workers
 * judge.
 */
final class GateServer {
    private static final int MOST_CONNECTIONS = 128;
    private static final int BACKLOG = 1024;
    private static final int STACK = 256 << 10;

    private final ServerSocketChannel listening;
    private final Path socket;
    private final Object socketKey;
    private final Peers peers;
    private final Intake intake;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);
    private final Set<Conversation> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final Consumer<String> log;

    private GateServer(ServerSocketChannel listening, Path socket, Peers peers, Intake intake, Consumer<String> log)
            throws IOException {
        this.listening = listening;
        this.socket = socket;
        this.socketKey = key(socket).orElseThrow();
        this.peers = peers;
        this.intake = intake;
        this.log = log;
    }

    /** Takes the place of whatever is there; only who holds the gate's lock may do so. */
    static GateServer listen(RunFolder run, Intake intake, Consumer<String> log) throws IOException {
        Files.deleteIfExists(run.socket());
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listening.bind(UnixDomainSocketAddress.of(run.socket()), BACKLOG);
            return new GateServer(listening, run.socket(), new Peers(run.owner()), intake, log);
        } catch (IOException | RuntimeException e) {
            listening.close();
            throw new IOException("cannot listen on " + run.socket() + ": " + e.getMessage(), e);
        }
    }

    /** A whole request, and what it came by; answers, or does not. */
    interface Answering {
        Optional<byte[]> answer(GateRequest request, Conversation conversation) throws InterruptedException;
    }

    /** Serves until someone wants it to leave; what has begun goes on. */
    void serve(Answering answering) throws IOException, InterruptedException {
        try {
            while (!leaving.get()) {
                free.acquire();
                accept(answering);
            }
        } catch (ClosedChannelException e) {
            // Someone wants it to leave.
            free.release();
        }
    }

    /** Waits until what has begun has ended, but not longer than {@code most}. */
    void finish(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (!open.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** From now on no one is let in; who is in is answered. */
    void leave(String reason) {
        if (!leaving.compareAndSet(false, true)) {
            return;
        }
        log.accept("leaving: " + reason);
        try {
            if (isOwnSocket()) {
                Files.deleteIfExists(socket);
            }
            listening.close();
        } catch (IOException e) {
            log.accept("the socket cannot be closed: " + e.getMessage());
        }
    }

    boolean isLeaving() {
        return leaving.get();
    }

    boolean isIdle() {
        return open.isEmpty();
    }

    /** Whether hooks that look for the gate find this one. */
    boolean isOwnSocket() throws IOException {
        return key(socket).equals(Optional.of(socketKey));
    }

    /** Hangs up on those who take too long. */
    void hangUp() {
        open.stream().filter(Conversation::isOverdue).forEach(Conversation::close);
    }

    private void accept(Answering answering) throws IOException {
        SocketChannel channel = listening.accept();
        Conversation conversation = new Conversation(channel, Clock.systemUTC().instant());
        open.add(conversation);
        Thread thread = new Thread(null, () -> converse(conversation, answering), "connection", STACK);
        thread.setDaemon(true);
        thread.start();
    }

    private void converse(Conversation conversation, Answering answering) {
        try (SocketChannel channel = conversation.channel()) {
            if (!peers.trusts(channel)) {
                log.accept("someone else asked, and was not answered");
                return;
            }
            Optional<Intake.Bytes> read = intake.read(channel);
            if (read.isEmpty()) {
                log.accept("a request is too long, and was not answered");
                return;
            }
            try (Intake.Bytes bytes = read.get()) {
                conversation.answer(parsed(bytes, request -> answer(answering, request, conversation)));
            }
        } catch (IOException e) {
            log.accept("a connection broke off: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(conversation);
            free.release();
        }
    }

    private static Optional<byte[]> answer(Answering answering, GateRequest request, Conversation conversation) {
        try {
            return answering.answer(request, conversation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<byte[]> parsed(Intake.Bytes bytes, Function<GateRequest, Optional<byte[]>> answer) {
        ParsedRequest parsed = RequestParser.parse(bytes.bytes(), bytes.length());
        if (parsed instanceof ParsedRequest.Whole whole) {
            return answer.apply(whole.request());
        }
        if (parsed instanceof ParsedRequest.Broken broken) {
            log.accept("a request was not answered: " + broken.why());
        }
        return Optional.empty();
    }

    private static Optional<Object> key(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Optional.of(Objects.requireNonNull(found.fileKey()));
    }
}
