package dev.refwarden.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on this machine that speaks as a test has it speak, however badly. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** What is said to one who connects. */
    interface Speaking {
        void speak(BufferedReader in, OutputStream out) throws IOException, InterruptedException;
    }

    RawServer(Speaking speaking) throws IOException {
        Thread accepting = new Thread(() -> accept(speaking));
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept(Speaking speaking) {
        try {
            while (true) {
                Socket socket = listening.accept();
                open.add(socket);
                Thread thread = new Thread(() -> speak(speaking, socket));
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            return;
        }
    }

    private static void speak(Speaking speaking, Socket socket) {
        try (socket) {
            speaking.speak(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)),
                    socket.getOutputStream());
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
