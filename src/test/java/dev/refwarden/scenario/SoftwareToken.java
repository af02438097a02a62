package dev.refwarden.scenario;

import dev.refwarden.signature.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A security key for scenarios that says of itself whatever one wants: {@code TOKEN_FLAGS} and
 * {@code TOKEN_COUNTER}. Stands in for {@code ssh-keygen -Y sign -n NAMESPACE -f KEY FILE}.
 */
public final class SoftwareToken {
    private SoftwareToken() {}

    /** What stands in the token's {@code .pub} file; the comment names the token. */
    static String publicLine(String name) {
        return TestToken.ed25519(name).publicLine().replace("test token", name);
    }

    public static void main(String[] arguments) throws IOException {
        String namespace = "";
        String keyFile = "";
        for (int i = 0; i + 1 < arguments.length; i++) {
            namespace = arguments[i].equals("-n") ? arguments[i + 1] : namespace;
            keyFile = arguments[i].equals("-f") ? arguments[i + 1] : keyFile;
        }
        Path file = Path.of(arguments[arguments.length - 1]);
        String name = Files.readString(Path.of(keyFile)).strip().split(" ", 3)[2];
        int flags = Integer.parseInt(System.getenv().getOrDefault("TOKEN_FLAGS", "1"));
        long counter = Long.parseLong(System.getenv().getOrDefault("TOKEN_COUNTER", "0"));
        TestToken token = TestToken.ed25519(name).saying(flags, counter);
        Files.write(Path.of(file + ".sig"), token.sign(Files.readAllBytes(file), namespace));
    }
}
