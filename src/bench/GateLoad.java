import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks a gate at its socket, as many hooks at once would: {@code GateLoad flood|soak STATE RELEASE REPOSITORY UPDATE
 * PUSHES AT-ONCE}. {@code flood} sends one good push again and again, and prints how many were decided a second;
 * {@code soak} mixes in what is refused, hostile or no request at all, and fails if the gate's memory or descriptors grow.
 */
public final class GateLoad {
    private static final int PARTS = 10;
    /** How much memory may differ between the second tenth and the last, in KiB. */
    private static final long MEMORY_KIB = 64 << 10;
    /** How many descriptors may: connections that end just now. */
    private static final long DESCRIPTORS = 8;

    private final Path state;
    private final String release;
    private final String repository;
    private final String update;
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();

    private GateLoad(List<String> arguments) {
        state = Path.of(arguments.get(0));
        release = arguments.get(1);
        repository = arguments.get(2);
        update = arguments.get(3) + "\n";
    }

    public static void main(String[] arguments) throws Exception {
        GateLoad load = new GateLoad(Arrays.asList(arguments).subList(1, 5));
        int pushes = Integer.parseInt(arguments[5]);
        int atOnce = Integer.parseInt(arguments[6]);
        if (arguments[0].equals("flood")) {
            load.flood(pushes, atOnce);
        } else {
            load.soak(pushes, atOnce);
        }
    }

    /** One request. */
    private interface Asking {
        void ask(int number) throws IOException;
    }

    private void flood(int pushes, int atOnce) throws Exception {
        long from = System.nanoTime();
        all(pushes, atOnce, number -> count("", ask(request(update, List.of("GIT_DIR=" + repository)))));
        double seconds = (System.nanoTime() - from) / 1e9;
        System.out.printf("%d at once: %.0f decisions a second, answered %s%n", atOnce, pushes / seconds, answers());
    }

    private void soak(int pushes, int atOnce) throws Exception {
        long memory = 0;
        long descriptors = 0;
        for (int part = 1; part <= PARTS; part++) {
            int first = part * pushes;
            all(pushes / PARTS, atOnce, number -> mixed(first + number));
            Thread.sleep(1_000);
            long kib = memory();
            long open = descriptors();
            System.out.printf("%3d%%: %d MiB, %d descriptors%n", part * 100 / PARTS, kib >> 10, open);
            if (part == 2) {
                memory = kib;
                descriptors = open;
            }
            if (part > 2 && (kib > memory + MEMORY_KIB || open > descriptors + DESCRIPTORS)) {
                throw new IllegalStateException("the gate grows");
            }
        }
        System.out.println("answered: " + answers());
    }

    /** Most are good; the others are what a pusher, or someone else, could send. */
    private void mixed(int number) throws IOException {
        Random random = new Random(number);
        List<String> here = List.of("GIT_DIR=" + repository);
        switch (number % 20) {
            case 1 -> count("nonsense ", ask(request("nonsense\n", here)));
            case 2 -> count("no update ", ask(request("", here)));
            case 3 -> count("not there ", ask(request(update, List.of("GIT_DIR=" + repository + "/none"))));
            case 4 -> count("no objects ", ask(request(updates(random, 50), here)));
            case 5 -> count("large environment ", ask(request(update, large(random, 100_000))));
            case 6 -> {
                byte[] noise = new byte[random.nextInt(100_000)];
                random.nextBytes(noise);
                count("noise ", ask(noise));
            }
            case 7 -> {
                byte[] whole = request(update, here);
                count("cut short ", ask(Arrays.copyOf(whole, random.nextInt(whole.length))));
            }
            case 8 -> hangUp(request(update, here));
            case 9 -> count("many options ", ask(request(update, options(1_000))));
            default -> count("", ask(request(update, here)));
        }
    }

    private static String updates(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("0".repeat(40)).append(' ');
            for (int digit = 0; digit < 40; digit++) {
                text.append("0123456789abcdef".charAt(random.nextInt(16)));
            }
            text.append(" refs/heads/topic-").append(i).append('\n');
        }
        return text.toString();
    }

    private List<String> large(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        String value = new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', '?');
        return List.of("GIT_DIR=" + repository, "LARGE=" + value);
    }

    private List<String> options(int count) {
        List<String> variables = new ArrayList<>(List.of("GIT_DIR=" + repository, "GIT_PUSH_OPTION_COUNT=" + count));
        for (int i = 0; i < count; i++) {
            variables.add("GIT_PUSH_OPTION_" + i + "=approval=" + "A".repeat(40));
        }
        return variables;
    }

    private byte[] request(String input, List<String> variables) {
        String nonce = UUID.randomUUID().toString();
        StringBuilder text = new StringBuilder("action=get\ntimeout=900\nrefwarden-gate 1 pre-receive ");
        text.append(nonce).append(' ').append(release).append('\0').append(repository).append('\0');
        text.append(variables.size()).append('\0');
        variables.forEach(variable -> text.append(variable).append('\0'));
        text.append(input).append("\0end ").append(nonce).append('\n');
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void hangUp(byte[] request) throws IOException {
        try (SocketChannel channel = connect()) {
            write(channel, request);
        }
        count("hung up ", "");
    }

    /** The status in the answer; empty where there is none. */
    private String ask(byte[] request) throws IOException {
        try (SocketChannel channel = connect()) {
            write(channel, request);
            channel.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            ByteBuffer room = ByteBuffer.allocate(8 << 10);
            while (channel.read(room) >= 0) {
                answer.write(room.array(), 0, room.position());
                room.clear();
            }
            String text = answer.toString(StandardCharsets.UTF_8);
            return text.isEmpty() ? "" : text.substring(37, 38);
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(state.resolve("run/gate.sock")));
        return channel;
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static void all(int count, int atOnce, Asking asking) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            ends.add(threads.submit(() -> {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    asking.ask(number);
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
    }

    private void count(String what, String status) {
        answers.computeIfAbsent(what + (status.isEmpty() ? "-" : status), none -> new AtomicInteger())
                .incrementAndGet();
    }

    private Map<String, AtomicInteger> answers() {
        return new TreeMap<>(answers);
    }

    private Path process() throws IOException {
        return Path.of("/proc", Files.readAllLines(state.resolve("run/gate.pid")).get(0));
    }

    private long memory() throws IOException {
        for (String line : Files.readAllLines(process().resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("no gate");
    }

    private long descriptors() throws IOException {
        try (var files = Files.list(process().resolve("fd"))) {
            return files.count();
        }
    }
}
