package dev.refwarden.hook.gate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Listens where the gate would, and answers anything to anybody. */
final class FakeGate implements AutoCloseable {
    private final ServerSocketChannel listening;
    private volatile byte[] lastRequest = new byte[0];

    /** @param answer what is written once the request has been read; absent: nothing, and the connection stays open */
    FakeGate(Path socket, Function<ParsedRequest, Optional<byte[]>> answer) throws IOException {
        Files.deleteIfExists(socket);
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(() -> serve(answer), "fake gate");
        thread.setDaemon(true);
        thread.start();
    }

    byte[] lastRequest() {
        return lastRequest;
    }

    private void serve(Function<ParsedRequest, Optional<byte[]>> answer) {
        try {
            while (true) {
                SocketChannel channel = listening.accept();
                byte[] request = read(channel);
                lastRequest = request;
                Optional<byte[]> bytes = answer.apply(RequestParser.parse(request, request.length));
                if (bytes.isPresent()) {
                    write(channel, bytes.get());
                    channel.close();
                }
            }
        } catch (ClosedChannelException e) {
            return;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) {
        try {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        } catch (IOException e) {
            // The hook has had enough.
            return;
        }
    }

    private static byte[] read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(64 << 10);
        while (channel.read(in) >= 0) {
            request.writeBytes(Arrays.copyOf(in.array(), in.position()));
            in.clear();
        }
        return request.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
