package dev.refwarden.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and PostgreSQL, and cuts the line at a commit: before it arrives, or before its answer does. */
final class CuttingProxy implements AutoCloseable {
    enum Cut {
        NEVER,
        BEFORE_THE_COMMIT,
        BEFORE_THE_ANSWER
    }

    private static final String COMMIT = "COMMIT\0";

    private final ServerSocket listening;
    private final int port;
    private final AtomicBoolean frozen = new AtomicBoolean();
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NEVER);

    private CuttingProxy(ServerSocket listening, int port) {
        this.listening = listening;
        this.port = port;
    }

    /** @param port of the database on this machine */
    static CuttingProxy before(int port) throws IOException {
        CuttingProxy proxy = new CuttingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        proxy.start("accepting", proxy::accept);
        return proxy;
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Cuts the line at the next commit, once. */
    void cut(Cut cut) {
        next.set(cut);
    }

    /** From now on nothing that is sent arrives, and no one is told. */
    void freeze(boolean on) {
        frozen.set(on);
    }

    private void thaw() throws IOException {
        try {
            while (frozen.get()) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** Whether the cut that was wished for was made. */
    boolean hasCut() {
        return next.get() == Cut.NEVER;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            AtomicBoolean cutting = new AtomicBoolean();
            start("forth", () -> forth(client, server, cutting));
            start("back", () -> back(client, server, cutting));
        }
    }

    private void forth(Socket client, Socket server, AtomicBoolean cutting) throws IOException {
        byte[] bytes = new byte[65_536];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
            if (new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(COMMIT)) {
                Cut cut = next.getAndSet(Cut.NEVER);
                if (cut == Cut.BEFORE_THE_COMMIT) {
                    client.close();
                    server.close();
                    return;
                }
                cutting.set(cut == Cut.BEFORE_THE_ANSWER);
            }
            thaw();
            out.write(bytes, 0, length);
        }
    }

    private void back(Socket client, Socket server, AtomicBoolean cutting) throws IOException {
        byte[] bytes = new byte[65_536];
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int length = in.read(bytes); length > 0; length = in.read(bytes)) {
            if (cutting.get()) {
                client.close();
                server.close();
                return;
            }
            thaw();
            out.write(bytes, 0, length);
        }
    }

    /** Whatever is closed under its hands ends it. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
