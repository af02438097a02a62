package dev.refwarden.review.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What a browser sends with a form. */
final class FormBody {
    private static final int LARGEST_LOGIN = 4_096;
    /** The longest note, should every character take nine. */
    private static final int LARGEST_REMARK = 1 << 16;
    /** So much of what is too large is taken and thrown away, so that the browser reads the answer. */
    private static final long MOST_THROWN_AWAY = 4L << 20;

    private FormBody() {}

    /** Absent where it is too large, of which no more than the limit is kept in memory; empty where there is none. */
    static Optional<byte[]> of(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return Optional.of(new byte[0]);
        }
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        int largest = path.startsWith("/case/") || path.equals(OpenIdProvider.PATH) ? LARGEST_REMARK : LARGEST_LOGIN;
        InputStream body = exchange.getRequestBody();
        if (isAnnouncedAbove(largest, exchange.getRequestHeaders().getFirst("Content-Length"))) {
            throwAway(body);
            return Optional.empty();
        }
        byte[] read = body.readNBytes(largest + 1);
        if (read.length > largest) {
            throwAway(body);
            return Optional.empty();
        }
        return Optional.of(read);
    }

    private static boolean isAnnouncedAbove(int largest, @org.jspecify.annotations.Nullable String length) {
        return length != null && (!length.matches("[0-9]{1,9}") || Integer.parseInt(length) > largest);
    }

    private static void throwAway(InputStream body) throws IOException {
        byte[] some = new byte[8_192];
        int read = 0;
        for (long all = 0; all < MOST_THROWN_AWAY && read >= 0; all += read) {
            read = body.read(some);
        }
    }
}
