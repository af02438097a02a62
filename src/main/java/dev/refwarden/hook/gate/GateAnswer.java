package dev.refwarden.hook.gate;

import dev.refwarden.hook.PushNonce;
import java.nio.charset.StandardCharsets;

/**
 * What the gate answers: {@code NONCE STATUS LF}, words, {@code end NONCE LF}. The words are what the developer is told:
 * nothing, or whole lines, and no NUL, which a shell could not keep.
 */
final class GateAnswer {
    private static final int MOST_STATUS = 3;

    private GateAnswer() {}

    /**
     * The bytes of an answer.
     *
     * @param status what the hook exits with: 0 to 3
     */
    static byte[] of(PushNonce nonce, int status, String words) {
        if (status < 0 || status > MOST_STATUS) {
            throw new IllegalArgumentException("no hook exits with " + status);
        }
        StringBuilder answer = new StringBuilder();
        answer.append(nonce.value()).append(' ').append(status).append('\n');
        answer.append(words.replace('\0', '?'));
        if (!words.isEmpty() && !words.endsWith("\n")) {
            answer.append('\n');
        }
        answer.append("end ").append(nonce.value()).append('\n');
        return answer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
