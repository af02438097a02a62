package dev.refwarden.hook.gate;

import dev.refwarden.ledger.CaseId;
import dev.refwarden.ledger.Incidents;
import dev.refwarden.ledger.Ledgers;
import dev.refwarden.ledger.StateFolder;
import dev.refwarden.policy.Server;
import dev.refwarden.policy.read.Configuration;
import dev.refwarden.policy.read.HeldConfiguration;
import dev.refwarden.policy.yaml.PolicyProblems;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The resident process: judges pushes until it is idle, told to go, or no longer what is installed. */
public final class Gate {
    private static final Duration UNTIL_CONFIGURED = Duration.ofSeconds(60);
    /** How much longer than the deadline a hook waits. */
    private static final Duration HOOK_WAITS = Duration.ofSeconds(2);
    /** How long another gate may take to leave, or someone to find out whether there is one. */
    private static final Duration FOR_THE_LOCK = Duration.ofSeconds(3);

    private final Installed installed;
    private final RunFolder run;
    private final Consumer<String> log;
    private final HeldConfiguration held;
    private final Ledgers ledgers;
    private final Clock clock;
    private final Instant since;
    /** Pushes that were answered, and are not in {@link JudgedCount} yet. */
    private final AtomicLong uncounted = new AtomicLong();

    private final AtomicLong lastNanos = new AtomicLong(System.nanoTime());
    private Server.Gate settings = Server.Gate.DEFAULT;
    private Duration told = Duration.ZERO;

    /**
     * What it serves.
     *
     * @param release of the program; hooks of another one are not served
     * @param jar the program; when it is no longer the installed one, the gate leaves
     */
    public record Installed(Path config, Path state, String release, Optional<Path> jar) {}

    /** @param log receives, in a line each, what an administrator may want to know */
    public Gate(Installed installed, Clock clock, Consumer<String> log) {
        this.installed = installed;
        this.run = new RunFolder(installed.state());
        this.log = log;
        this.clock = clock;
        this.since = clock.instant();
        this.ledgers = Ledgers.resident(installed.config(), new StateFolder(installed.state()));
        this.held = new HeldConfiguration(installed.config(), clock);
    }

    /**
     * Serves until it has to go.
     *
     * @return whether it served; false where another one does
     * @throws IOException if it cannot
     */
    public boolean serve() throws IOException, InterruptedException {
        run.make();
        run.check();
        try (FileChannel channel = run.openLock(run.lock())) {
            Optional<FileLock> lock = lock(channel);
            if (lock.isEmpty()) {
                return false;
            }
            run.sweep(since, ProcessHandle.current().pid());
            readSettings();
            GateServer server = GateServer.listen(run, new Intake(settings.memory()), log);
            tellWait(held.latest()
                    .map(Configuration::server)
                    .map(Server::deadline)
                    .orElse(UNTIL_CONFIGURED));
            log.accept("serving " + installed.release() + " on " + run.socket());
            return serve(server, lock.get());
        }
    }

    private static Optional<FileLock> lock(FileChannel channel) throws IOException, InterruptedException {
        long end = System.nanoTime() + FOR_THE_LOCK.toNanos();
        Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
        while (lock.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20);
            lock = Optional.ofNullable(channel.tryLock());
        }
        return lock;
    }

    /** Another gate may serve as soon as this one takes no more pushes. */
    private boolean serve(GateServer server, FileLock lock) throws IOException, InterruptedException {
        Judge judge = new Judge(() -> load(server), ledgers);
        Workers workers = new Workers(settings.workers(), judge, stuck -> {
            report(stuck);
            server.leave("a push does not end");
        });
        Thread ticking = new Thread(() -> tick(server), "tick");
        ticking.setDaemon(true);
        ticking.start();
        server.serve((request, conversation) -> answer(request, conversation, server, workers));
        lock.release();
        server.finish(deadline().plus(HOOK_WAITS));
        ticking.interrupt();
        count();
        if (isNamed()) {
            Files.deleteIfExists(run.pidFile());
        }
        return true;
    }

    private Optional<byte[]> answer(GateRequest request, Conversation conversation, GateServer server, Workers workers)
            throws InterruptedException {
        // What commands ask is never answered with 0, so that no hook could take it for a verdict.
        return switch (request.kind()) {
            case STATUS -> Optional.of(GateAnswer.of(request.nonce(), 3, status(server, workers)));
            case STOP -> {
                server.leave("told to");
                yield Optional.of(GateAnswer.of(request.nonce(), 3, "leaving\n"));
            }
            case POST_RECEIVE -> land(request, conversation, workers);
            case PRE_RECEIVE -> judge(request, conversation, server, workers);
        };
    }

    private Optional<byte[]> judge(GateRequest request, Conversation conversation, GateServer server, Workers workers)
            throws InterruptedException {
        if (!request.release().equals(installed.release())) {
            server.leave("asked by release " + request.release());
            return Optional.empty();
        }
        lastNanos.set(System.nanoTime());
        Duration deadline = deadline();
        conversation.isJudged(deadline);
        Optional<byte[]> answer = workers.judge(conversation.job(request), deadline);
        lastNanos.set(System.nanoTime());
        answer.ifPresent(given -> uncounted.incrementAndGet());
        return answer;
    }

    /** An administrator finds it among the incidents. */
    private void report(String stuck) {
        log.accept(stuck);
        Instant now = clock.instant();
        CaseId id = CaseId.ofIncident(now);
        try {
            new Incidents(new StateFolder(installed.state())).write(id, now, stuck, Optional.empty());
        } catch (IOException e) {
            log.accept("incident " + id.value() + " cannot be written: " + e.getMessage());
        }
    }

    /** Whoever tells what landed waits for a moment only; what it is answered is not a verdict. */
    private Optional<byte[]> land(GateRequest request, Conversation conversation, Workers workers)
            throws InterruptedException {
        return request.release().equals(installed.release())
                ? workers.judge(conversation.job(request), Judge.LANDING)
                : Optional.empty();
    }

    /** What {@code gate status} shows, a word and its value a line. */
    private String status(GateServer server, Workers workers) {
        return "pid " + ProcessHandle.current().pid() + "\nrelease " + installed.release() + "\nsince " + since
                + "\njudged " + workers.judged() + "\njudging " + workers.judging() + "\nwaiting " + workers.waiting()
                + "\nleaving " + server.isLeaving() + "\n";
    }

    private Duration deadline() {
        return held.latest().map(Configuration::server).map(Server::deadline).orElse(UNTIL_CONFIGURED);
    }

    /** The rules for a push; where what they say of the gate has changed, it is the last one judged here. */
    private Configuration load(GateServer server) throws PolicyProblems {
        Configuration configuration = held.load();
        if (!configuration.server().gate().equals(settings)) {
            server.leave("server.yaml says other things of the gate");
        }
        try {
            tellWait(configuration.server().deadline());
        } catch (IOException e) {
            log.accept("hooks cannot be told how long to wait: " + e.getMessage());
        }
        return configuration;
    }

    private void readSettings() {
        try {
            settings = held.load().server().gate();
        } catch (PolicyProblems e) {
            log.accept("the configuration cannot be used, and every push is refused: " + e.getMessage());
        }
    }

    private synchronized void tellWait(Duration deadline) throws IOException {
        // Whole seconds, never fewer than the deadline takes.
        Duration wait = Duration.ofSeconds(deadline.plusMillis(999).toSeconds()).plus(HOOK_WAITS);
        if (!wait.equals(told)) {
            run.writePid(ProcessHandle.current().pid(), wait);
            told = wait;
        }
    }

    /** Adds what was judged since the last time, by a thread that no push waits for. */
    private void count() {
        long more = uncounted.getAndSet(0);
        if (more == 0) {
            return;
        }
        try {
            JudgedCount.add(run, new JudgedCount(more, 0));
        } catch (IOException e) {
            uncounted.addAndGet(more);
        }
    }

    private boolean isNamed() throws IOException {
        return run.pid().equals(Optional.of(ProcessHandle.current().pid()));
    }

    private void tick(GateServer server) {
        try {
            while (!server.isLeaving()) {
                TimeUnit.SECONDS.sleep(1);
                server.hangUp();
                count();
                reasonToLeave(server).ifPresent(server::leave);
            }
            while (true) {
                TimeUnit.SECONDS.sleep(1);
                server.hangUp();
                count();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> reasonToLeave(GateServer server) {
        boolean onDemand = settings.start() == Server.Gate.Start.ON_DEMAND;
        long idle = System.nanoTime() - lastNanos.get();
        if (onDemand && server.isIdle() && idle > settings.idle().toNanos()) {
            return Optional.of("nobody pushes");
        }
        try {
            if (!server.isOwnSocket() || !isNamed()) {
                return Optional.of("another gate has its place");
            }
            if (!isInstalled()) {
                return Optional.of("it is no longer what is installed");
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("STATE cannot be read: " + e.getMessage());
        }
    }

    /** An installed program lies in a folder of its own, next to a link to the one that counts. */
    private boolean isInstalled() throws IOException {
        if (installed.jar().isEmpty()) {
            return true;
        }
        Path jar = installed.jar().get();
        Path folder = jar.getParent();
        if (!Files.exists(jar) || folder == null) {
            return false;
        }
        Path current = folder.resolveSibling("current");
        return !Files.exists(current) || Files.isSameFile(current, folder);
    }
}
