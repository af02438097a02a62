package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What the kernel says of a process, as the hook's script asks it: {@code /proc/PID/stat}. */
public enum GateProcess {
    RUNNING,
    /** Someone has stopped it without ending it. */
    STOPPED,
    /** There is none, or one that has ended and that no one has taken notice of. */
    GONE;

    /** Of a process by its id; where there is no {@code /proc}, by what Java knows. */
    public static GateProcess of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            int state = stat.lastIndexOf(") ") + 2;
            if (state >= 2 && state < stat.length()) {
                return of(stat.charAt(state));
            }
            return RUNNING;
        } catch (NoSuchFileException e) {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() ? RUNNING : GONE;
        } catch (IOException e) {
            return RUNNING;
        }
    }

    private static GateProcess of(char state) {
        return switch (state) {
            case 'T', 't' -> STOPPED;
            case 'Z', 'X' -> GONE;
            default -> RUNNING;
        };
    }
}
