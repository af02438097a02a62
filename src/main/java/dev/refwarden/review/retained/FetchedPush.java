package dev.refwarden.review.retained;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was kept of a refused push, as files on this machine, until it is closed.
 *
 * @param temporary whether they were brought here for this, and go then
 */
public record FetchedPush(RetainedPush push, boolean temporary) implements AutoCloseable {
    static FetchedPush of(RetainedPush push) throws IOException {
        if (push.shared().isEmpty()) {
            return new FetchedPush(push, false);
        }
        Path folder = Files.createTempDirectory("refwarden-case");
        RetainedPush here = new RetainedPush(push.caseId(), push.holder(), push.time(), push.size(), folder);
        FetchedPush fetched = new FetchedPush(here, true);
        try {
            push.shared().get().writeTo(folder);
            return fetched;
        } catch (IOException | RuntimeException e) {
            fetched.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            RetainedPushes.delete(push.folder());
        } catch (IOException e) {
            // It lies in the folder for temporary files, for this account alone.
            return;
        }
    }
}
