package dev.refwarden.format.ssh;

import dev.refwarden.format.Malformed;
import dev.refwarden.format.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * What a browser adds when it has a token sign for SSH (OpenSSH's PROTOCOL.u2f, WebAuthn section
 * 5.8.1): the page's origin and the client data, which hold the message as their challenge.
 *
 * <p>The client data must begin exactly as OpenSSH expects them, so that no other reading of the JSON is
 * possible. Extensions are signed as well and must be empty here, since their flag is refused.
 */
record WebauthnData(byte[] clientData) {
    static final String ALGORITHM = "webauthn-sk-ecdsa-sha2-nistp256@openssh.com";

    static WebauthnData read(WireReader in, byte[] message) throws Malformed, Refused {
        byte[] origin = in.readString("origin");
        byte[] clientData = in.readString("client data");
        if (in.readString("extensions").length > 0) {
            throw Refused.malformed("it has extensions");
        }
        for (byte b : origin) {
            if (b == '"' || b == '\\' || b < ' ') {
                throw Refused.malformed("its origin is not an origin");
            }
        }
        byte[] beginning = ("{\"type\":\"webauthn.get\",\"challenge\":\""
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(message)
                        + "\",\"origin\":\"" + new String(origin, StandardCharsets.ISO_8859_1) + "\"")
                .getBytes(StandardCharsets.ISO_8859_1);
        boolean matches = clientData.length > beginning.length
                && Arrays.equals(clientData, 0, beginning.length, beginning, 0, beginning.length);
        if (!matches) {
            throw Refused.bad("the browser signed something else");
        }
        return new WebauthnData(clientData);
    }
}
