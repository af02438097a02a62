package dev.refwarden.scenario;

import dev.refwarden.format.ssh.CompositeKey;
import dev.refwarden.format.ssh.TestToken;
import dev.refwarden.suite.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A security key for scenarios that says of itself whatever one wants: {@code TOKEN_FLAGS} and
 * {@code TOKEN_COUNTER}; and a key of ML-DSA-44 and Ed25519, which older OpenSSHs cannot make, where its name ends in {@code
 * -composite}. Replaces {@code ssh-keygen -Y sign -n NAMESPACE -f KEY FILE}.
 */
final class SoftwareToken {
    private SoftwareToken() {}

    /** What is in the token's {@code .pub} file; the comment names the token. */
    static String publicLine(String name) {
        return name.endsWith("-composite")
                ? new CompositeKey(name).publicLine(name)
                : TestToken.ed25519(name).publicLine().replace("test token", name);
    }

    static String sign(Call call) throws IOException {
        String namespace = "";
        Path keyFile = call.folder();
        int last = call.arguments().size() - 1;
        for (int i = 0; i < last; i++) {
            namespace = call.argument(i).equals("-n") ? call.argument(i + 1) : namespace;
            keyFile = call.argument(i).equals("-f") ? call.file(i + 1) : keyFile;
        }
        Path file = call.file(last);
        String name = Files.readString(keyFile).strip().split(" ", 3)[2];
        int flags = Integer.parseInt(call.variable("TOKEN_FLAGS", "1"));
        long counter = Long.parseLong(call.variable("TOKEN_COUNTER", "0"));
        byte[] message = Files.readAllBytes(file);
        byte[] signature = name.endsWith("-composite")
                ? new CompositeKey(name).sign(message, namespace)
                : TestToken.ed25519(name).saying(flags, counter).sign(message, namespace);
        Files.write(Path.of(file + ".sig"), signature);
        return "";
    }
}
