import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

/**
 * Writes a log of decisions that never were, as the hook would have over years, into an empty STATE: {@code Decisions
 * STATE DECISIONS}. One in ten is refused.
 */
public final class Decisions {
    private static final int ROTATE_AT = 64 << 20;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final String[] CODES = {
        "unsigned", "unknown-key", "key-expired", "committer-mismatch", "approvals-missing", "ref-unmatched", "bad-signature"
    };

    private final Random random = new Random(1);
    private final MessageDigest sha256;
    private long now = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private Decisions() throws NoSuchAlgorithmException {
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        new Decisions().write(Path.of(arguments[0], "log"), Integer.parseInt(arguments[1]));
    }

    private void write(Path logs, int decisions) throws IOException {
        Files.createDirectories(logs);
        int file = 0;
        String prev = "0".repeat(64);
        for (int seq = 1; seq <= decisions; ) {
            Path path = logs.resolve("decisions-%06d.jsonl".formatted(++file));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16)) {
                for (long size = 0; size < ROTATE_AT && seq <= decisions; seq++) {
                    byte[] line = line(seq, prev).getBytes(StandardCharsets.UTF_8);
                    out.write(line);
                    size += line.length;
                    prev = HexFormat.of().formatHex(sha256.digest(line));
                }
            }
        }
    }

    private String line(int seq, String prev) {
        now += random.nextInt(120_000);
        boolean refused = random.nextInt(10) == 0;
        String person = "person" + random.nextInt(300);
        String ref = "refs/heads/" + (random.nextInt(4) == 0 ? "feature/" + random.nextInt(5_000) : "main");
        StringBuilder line = new StringBuilder(900);
        line.append("{\"seq\":").append(seq).append(",\"prev\":\"").append(prev).append("\",\"time\":\"");
        line.append(Instant.ofEpochMilli(now - now % 1000 + 123)).append("\",\"verdict\":\"");
        line.append(refused ? "refused\",\"case\":\"" + caseId() : "accepted");
        line.append("\",\"repository\":\"group").append(random.nextInt(20)).append("/project").append(random.nextInt(40));
        line.append("\",\"pusher\":{\"person\":\"").append(person).append("\",\"account\":\"").append(person);
        String tip = hex();
        line.append("\",\"knownBy\":\"account\"},\"updates\":[{\"ref\":\"").append(ref).append("\",\"old\":\"");
        line.append(hex()).append("\",\"new\":\"").append(tip).append("\",\"rules\":[\"branches\"]");
        if (!refused) {
            line.append(",\"accepts\":[{\"rule\":\"branches\",\"commits\":true,\"commit\":\"").append(tip);
            line.append("\",\"committed\":").append(now / 1000).append(",\"extends\":true}]");
        }
        line.append("}],\"commits\":[{\"id\":\"").append(tip).append("\",\"signer\":\"").append(person);
        line.append("\",\"key\":\"").append(person).append("-key\",\"fingerprint\":\"SHA256:").append(person);
        line.append("VjYtXy8tVnJc0dW1kZQx3yW0bqT1c5l2m9p\"}]");
        if (refused) {
            line.append(",\"findings\":[{\"code\":\"").append(CODES[random.nextInt(CODES.length)]);
            line.append("\",\"rule\":\"branches\",\"ref\":\"").append(ref).append("\",\"object\":\"").append(tip);
            line.append("\",\"detail\":\"committed by ").append(person).append("@example.org: not signed\"}]");
        } else {
            line.append(",\"landed\":[{\"seq\":").append(Math.max(1, seq - 3)).append(",\"ref\":\"").append(ref);
            line.append("\",\"new\":\"").append(hex()).append("\"}]");
        }
        line.append(",\"policy\":\"sha256:").append(prev).append("\",\"millis\":41}\n");
        return line.toString();
    }

    private String hex() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private String caseId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            id.append(i == 4 ? "-" : "").append(ALPHABET.charAt(random.nextInt(32)));
        }
        return id.toString();
    }
}
