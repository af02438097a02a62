package dev.refwarden.git.store;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks after every git that this process has started, until it has ended. */
final class GitWatch {
    private static final long PAUSE_MILLIS = 100;
    private static final Set<GitProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Thread watch = new Thread(outermost(), GitWatch::watch, "git-watch");
        watch.setDaemon(true);
        watch.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(GitProcess::kill), "git-end"));
    }

    private GitWatch() {}

    static void over(GitProcess process) {
        synchronized (RUNNING) {
            RUNNING.add(process);
            RUNNING.notifyAll();
        }
    }

    /** The watch belongs to no push, although one of them is the first that needs it. */
    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    private static void watch() {
        try {
            while (true) {
                synchronized (RUNNING) {
                    while (RUNNING.isEmpty()) {
                        RUNNING.wait();
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
                long now = System.nanoTime();
                RUNNING.removeIf(process -> !process.look(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
