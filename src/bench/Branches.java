import java.io.BufferedOutputStream;
import java.io.BufferedReader;
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
 * Goes on with a log as if branches had been made, each with one commit that nothing was ever merged into, and deleted
 * over years: {@code Branches LINES REPOSITORY RULE BRANCHES} adds to the file LINES, which {@code log export --lines}
 * printed.
 */
public final class Branches {
    private static final String NONE = "0".repeat(40);

    private final Random random = new Random(1);
    private final MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    private final String repository;
    private final String rule;
    private long now = Instant.now().minusSeconds(3L * 365 * 86_400).toEpochMilli();

    private Branches(String repository, String rule) throws NoSuchAlgorithmException {
        this.repository = repository;
        this.rule = rule;
    }

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        new Branches(arguments[1], arguments[2]).write(Path.of(arguments[0]), Integer.parseInt(arguments[3]));
    }

    private void write(Path lines, int branches) throws IOException {
        String last = "";
        long seq = 0;
        try (BufferedReader reader = Files.newBufferedReader(lines)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                last = line + "\n";
                seq++;
            }
        }
        long step = 3L * 365 * 86_400_000 / branches;
        String tip = "";
        try (OutputStream out = new BufferedOutputStream(
                Files.newOutputStream(lines, java.nio.file.StandardOpenOption.APPEND), 1 << 16)) {
            for (int branch = 0; branch < branches; branch++) {
                now += step;
                String prev = HexFormat.of().formatHex(sha256.digest(last.getBytes(StandardCharsets.UTF_8)));
                String before = tip;
                tip = hex();
                last = line(++seq, prev, branch, tip, before);
                out.write(last.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** A branch is accepted, and the one before was seen to have landed. */
    private String line(long seq, String prev, int branch, String tip, String before) {
        String ref = "refs/heads/done/" + branch;
        StringBuilder line = new StringBuilder(800);
        line.append("{\"seq\":").append(seq).append(",\"prev\":\"").append(prev).append("\",\"time\":\"");
        line.append(Instant.ofEpochMilli(now - now % 1000 + 123)).append("\",\"verdict\":\"accepted\"");
        line.append(",\"repository\":\"").append(repository).append("\",\"updates\":[{\"ref\":\"").append(ref);
        line.append("\",\"old\":\"").append(NONE).append("\",\"new\":\"").append(tip).append("\",\"rules\":[\"");
        line.append(rule).append("\"],\"accepts\":[{\"rule\":\"").append(rule);
        line.append("\",\"commits\":true,\"allParents\":true,\"commit\":\"").append(tip);
        line.append("\",\"committed\":").append(now / 1000).append(",\"extends\":false}]}]");
        line.append(",\"commits\":[{\"id\":\"").append(tip).append("\",\"signer\":\"alice\",\"key\":\"alice-key\"}]");
        if (!before.isEmpty()) {
            line.append(",\"landed\":[{\"seq\":").append(seq - 1).append(",\"ref\":\"refs/heads/done/");
            line.append(branch - 1).append("\",\"new\":\"").append(before).append("\"}]");
        }
        return line.append(",\"millis\":41}\n").toString();
    }

    private String hex() {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
