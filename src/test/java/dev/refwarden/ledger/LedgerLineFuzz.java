package dev.refwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.refwarden.fuzz.Promise;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Lines of the log: what the header says, the whole line says too. */
public final class LedgerLineFuzz {
    private LedgerLineFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            int[] length = {0};
            LineStream.each(new ByteArrayInputStream(input), line -> {
                length[0] += line.length;
                read(line);
            });
            Promise.that(length[0] == input.length, "every byte is in some line");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(byte[] line) {
        Optional<LineHeader> header = LineHeader.of(line);
        Optional<LoggedLine> whole = LoggedLine.of(line);
        Optional<LoggedLine> without = LoggedLine.withoutCommits(line);
        Promise.that(header.isPresent() || whole.isEmpty(), "a line without a header is none");
        Promise.that(whole.isEmpty() || without.isPresent(), "who reads less reads as much");
        if (whole.isPresent()) {
            Promise.that(whole.get().seq() == header.orElseThrow().seq(), "a line has one number");
            whole.get().time();
            commits(whole.get(), line.length);
            without.ifPresent(logged -> commits(logged, line.length));
        }
        for (LoggedLine logged : without.stream().toList()) {
            Promise.that(!logged.fields().containsKey("commits"), "the commits are passed over");
        }
    }

    private static void commits(LoggedLine line, int length) {
        try {
            int[] texts = {0};
            LoggedCommits.eachText(line, (name, value) -> texts[0]++);
            Promise.that(texts[0] <= length, "texts of commits stand in the line");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<byte[]> seeds() {
        String begin = "{\"seq\":7,\"prev\":\"" + "0".repeat(64) + "\",\"time\":\"2026-11-23T12:00:00.123Z\",";
        String push = "\"repository\":\"a\",\"pusher\":{\"person\":\"alice\",\"address\":\"::1\"},"
                + "\"updates\":[{\"ref\":\"refs/heads/main\",\"old\":\"0\",\"new\":\"1\",\"rules\":[\"r\"]}],"
                + "\"commits\":[{\"id\":\"1\",\"signer\":\"alice\",\"key\":\"k\",\"updates\":[0]}],"
                + "\"findings\":[{\"code\":\"unsigned\"},{\"code\":\"unsigned\"}],\"findingCount\":9,\"millis\":3}\n";
        return List.of(
                utf8(begin + "\"verdict\":\"refused\"," + push),
                utf8(begin + "\"verdict\":\"accepted\",\"waiver\":{}," + push),
                utf8(begin + "\"event\":\"baseline\",\"x\":[true,false,null,1.5,-1,[],{}]}\n" + begin + "\"a\":1}"),
                utf8("{\"seq\":99999999999999999999,\"prev\":\"\"}"),
                utf8("{\"seq\":1,\"prev\":null,\"time\":1}"),
                utf8("\n{}\n[]\n"));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }
}
