package dev.refwarden.hook;

import dev.refwarden.git.GitRepository;
import dev.refwarden.git.UnsupportedRepository;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The pushed-to repository, opened beside the reading of the configuration: on a cold start either takes long, and
 * neither needs the other.
 */
final class OpeningAhead implements AutoCloseable {
    private final FutureTask<GitRepository> opening;

    private OpeningAhead(FutureTask<GitRepository> opening) {
        this.opening = opening;
    }

    static OpeningAhead of(Received received) {
        FutureTask<GitRepository> opening = new FutureTask<>(received::open);
        Thread thread = new Thread(opening, "repository");
        thread.setDaemon(true);
        thread.start();
        return new OpeningAhead(opening);
    }

    /**
     * The repository, which stays this object's to close.
     *
     * @throws IOException if it cannot be read
     */
    GitRepository get() throws IOException, UnsupportedRepository {
        try {
            return finished();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            if (cause instanceof UnsupportedRepository unsupported) {
                throw unsupported;
            }
            if (cause instanceof RuntimeException bug) {
                throw bug;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("the repository could not be opened", cause);
        }
    }

    @Override
    public void close() {
        try {
            finished().close();
        } catch (ExecutionException e) {
            // It was not opened, so there is nothing to close; whoever asked for it was told why.
        }
    }

    /** Waits even when this thread is interrupted, and passes the interruption on. */
    private GitRepository finished() throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return opening.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
