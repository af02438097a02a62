import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Someone's chat: keeps what is posted, and answers with the status that a file holds. */
class Receiver {
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            synchronized (server) {
                try (var out = Files.newOutputStream(
                        folder.resolve("got"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                    out.write(body);
                    out.write('\n');
                }
            }
            int status = Integer.parseInt(Files.readString(folder.resolve("answer")).strip());
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        Files.writeString(folder.resolve("port.new"), server.getAddress().getPort() + "\n");
        Files.move(folder.resolve("port.new"), folder.resolve("port"));
    }
}
