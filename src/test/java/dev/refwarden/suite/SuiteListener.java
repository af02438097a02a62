package dev.refwarden.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down for {@link Summary} what each process of tests played, how long it took, and what it did not play, and why.
 */
public final class SuiteListener implements LauncherSessionListener, TestExecutionListener {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, Long> started = new ConcurrentHashMap<>();
    private final AtomicInteger played = new AtomicInteger();

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(this);
    }

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        started.put("", System.currentTimeMillis());
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        started.put(test.getUniqueId(), System.currentTimeMillis());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        notPlayed(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            notPlayed(test, result.getThrowable().map(Throwable::getMessage).orElse("no reason given"));
        } else if (test.isTest()) {
            played.incrementAndGet();
            long from = started.getOrDefault(test.getUniqueId(), 0L);
            line("test", name(test), String.valueOf(System.currentTimeMillis() - from));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        line("process", String.valueOf(started.get("")), String.valueOf(System.currentTimeMillis()));
        Path folder = Path.of("target/played");
        String part = System.getProperty("refwarden.part", "other");
        try {
            Files.createDirectories(folder);
            // Surefire plans each class again, so a process of unit tests adds to its file.
            Files.write(
                    folder.resolve(part + "-" + ProcessHandle.current().pid() + ".tsv"),
                    lines,
                    java.nio.file.StandardOpenOption.CREATE,
                    java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.clear();
    }

    private void notPlayed(TestIdentifier test, String reason) {
        line("skipped", name(test), reason);
    }

    private void line(String... fields) {
        lines.add(String.join(
                "\t",
                List.of(fields).stream()
                        .map(field -> field.replaceAll("\\s+", " "))
                        .toList()));
    }

    private static String name(TestIdentifier test) {
        Optional<String> place = test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? simple(method.getClassName())
                        : source instanceof ClassSource type ? simple(type.getClassName()) : "");
        String name = place.orElse("");
        return name.equals(test.getDisplayName()) ? name : (name + " " + test.getDisplayName()).strip();
    }

    private static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
