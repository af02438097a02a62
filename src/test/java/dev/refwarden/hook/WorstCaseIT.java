package dev.refwarden.hook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refwarden.decision.Code;
import dev.refwarden.suite.Effort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whatever a pusher controls, at the worst that limits allow: the installed hook answers in time, in its own words and within its
 * memory, and an honest push to another repository passes meanwhile. With {@code -Pthorough} all cases, and each next to one of
 * every kind; else the quick ones, and a tenth of their pairs. {@code -Dworst=bomb.*} plays those whose names match, {@code
 * -Dworst.pairs} and {@code -Dworst.pairs.from} the like of pairs.
 */
@Isolated
@Execution(ExecutionMode.SAME_THREAD)
class WorstCaseIT {
    /** From the start of the hook's Java to its end: the deadline, a second to answer in, and starting on a slow machine. */
    private static final Duration LONGEST = Duration.ofMillis(HostileServer.DEADLINE_SECONDS * 1_000 + 1_000 + 1_500);

    private static final long MOST_MEMORY = 512L << 20;
    private static final Pattern CODE = Pattern.compile("\\[([a-z-]+)]$", Pattern.MULTILINE);
    private static final Pattern ONLY = Pattern.compile(System.getProperty("worst", ".*"));
    private static final Pattern ONLY_PAIRS = Pattern.compile(System.getProperty("worst.pairs", ".*"));
    private static final int FIRST_PAIR = Integer.getInteger("worst.pairs.from", 0);

    @TempDir
    static Path root;

    private static List<Worst> cases = List.of();
    private static List<WorstPair> pairs = List.of();
    private static HostileServer server;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        List<List<Worst>> kinds = Worst.kinds().stream()
                .map(kind -> kind.stream().filter(WorstCaseIT::isPlayed).toList())
                .toList();
        List<WorstPair> all = WorstPair.all(kinds);
        pairs = IntStream.range(FIRST_PAIR, Math.max(FIRST_PAIR, all.size()))
                .filter(i -> i % Effort.step() == 0)
                .mapToObj(all::get)
                .filter(pair -> ONLY_PAIRS.matcher(pair.toString()).matches())
                .toList();
        cases = kinds.stream().flatMap(List::stream).toList();
        server = new HostileServer(
                root,
                repositories(worst -> worst.end() != Worst.End.ACCEPTED),
                repositories(worst -> worst.end() == Worst.End.ACCEPTED));
    }

    private static boolean isPlayed(Worst worst) {
        return ONLY.matcher(worst.name()).matches() && (Effort.isThorough() || worst.cost() == Worst.Cost.QUICK);
    }

    private static List<String> repositories(Predicate<Worst> which) {
        List<String> repositories = new ArrayList<>();
        cases.stream().filter(which).map(Worst::name).forEach(repositories::add);
        for (WorstPair pair : pairs) {
            if (which.test(pair.one())) {
                repositories.add(pair.repositories().get(0));
            }
            if (which.test(pair.other())) {
                repositories.add(pair.repositories().get(1));
            }
        }
        return repositories;
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredInTimeWhileOthersPass() {
        return cases.stream().map(worst -> test(worst.name(), () -> play(List.of(worst), List.of(worst.name()))));
    }

    @TestFactory
    Stream<DynamicTest> twoAtOnceAreAnsweredInTimeWhileOthersPass() {
        return pairs.stream()
                .map(pair -> test(pair.toString(), () -> play(List.of(pair.one(), pair.other()), pair.repositories())));
    }

    private static DynamicTest test(String name, Executable body) {
        return DynamicTest.dynamicTest(name, body);
    }

    /** Sends pushes at once, and one honest push next to them. */
    private static void play(List<Worst> together, List<String> repositories) throws IOException, InterruptedException {
        List<Sent> pushes = new ArrayList<>();
        for (Prepared push : prepared(together, repositories)) {
            pushes.add(send(push));
        }
        boolean runs = true;
        for (Sent sent : pushes) {
            runs &= sent.watch().awaitHook();
        }
        String honest = runs ? server.pushHonestly() : "";
        for (Sent sent : pushes) {
            check(sent);
        }
        assertThat(honest).as("an honest push meanwhile").isEmpty();
    }

    private record Prepared(Worst worst, String repository, Hostile push, byte[] pack) {}

    private static List<Prepared> prepared(List<Worst> together, List<String> repositories)
            throws IOException, InterruptedException {
        List<Prepared> prepared = new ArrayList<>();
        for (int i = 0; i < together.size(); i++) {
            Worst worst = together.get(i);
            String repository = repositories.get(i);
            Hostile push = server.pushTo(repository);
            worst.make().accept(push);
            byte[] pack = push.pack.bytes();
            server.put(repository, pack, push.there);
            prepared.add(new Prepared(worst, repository, push, pack));
        }
        return prepared;
    }

    private record Sent(Worst worst, CompletableFuture<ReceivePack.Answer> answer, HookWatch watch) {}

    private static Sent send(Prepared prepared) throws IOException {
        ReceivePack receivePack = server.receivePack(prepared.repository());
        HookWatch watch = new HookWatch(receivePack.handle());
        CompletableFuture<ReceivePack.Answer> answer =
                CompletableFuture.supplyAsync(() -> answer(receivePack, prepared.push(), prepared.pack()));
        return new Sent(prepared.worst(), answer, watch);
    }

    private static ReceivePack.Answer answer(ReceivePack receivePack, Hostile push, byte[] pack) {
        try {
            return receivePack.push(push, pack);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(Sent sent) throws InterruptedException {
        Worst worst = sent.worst();
        ReceivePack.Answer answer = sent.answer().join();
        HookWatch.Seen seen =
                sent.watch().seen().orElseThrow(() -> new AssertionError("the hook never ran: " + answer));
        List<String> codes = codes(answer.said());
        System.out.printf(
                "%-40s %-8s %5d ms (%5d waiting), %5d ms of work, %4d MiB %s%n",
                worst.name(),
                answer.accepted() ? "accepted" : "refused",
                seen.lived().toMillis(),
                seen.waited().toMillis(),
                seen.worked().toMillis(),
                seen.peakBytes() >> 20,
                codes);
        assertThat(answer.said())
                .doesNotContain("internal-error", "OutOfMemory", "Exception", "\tat ", "hs_err", "java.");
        if (worst.end() != Worst.End.IN_TIME) {
            assertThat(answer.accepted()).as(answer.said()).isEqualTo(worst.end() == Worst.End.ACCEPTED);
        }
        if (!answer.accepted()) {
            assertThat(codes)
                    .as(worst.name() + ": " + answer.report() + answer.said())
                    .isNotEmpty();
        }
        assertThat(seen.lived().minus(seen.waited())).isLessThan(LONGEST);
        assertThat(seen.peakBytes()).isLessThan(MOST_MEMORY);
    }

    private static List<String> codes(String said) {
        List<String> known = Stream.of(Code.values()).map(Code::word).toList();
        Matcher matcher = CODE.matcher(said.replaceAll("[ \\r]+\\n", "\n"));
        List<String> codes = new ArrayList<>();
        while (matcher.find()) {
            if (known.contains(matcher.group(1)) && !codes.contains(matcher.group(1))) {
                codes.add(matcher.group(1));
            }
        }
        return codes;
    }
}
