package dev.refwarden.ledger.postgresql;

import java.util.concurrent.ThreadFactory;

/** Threads of a pool of connections; they belong to the whole process, not to the push that connected first. */
final class PoolThreads implements ThreadFactory {
    private final ThreadGroup group = outermost();

    private static ThreadGroup outermost() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return group;
    }

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(group, work, "refwarden-ledger");
        thread.setDaemon(true);
        return thread;
    }
}
