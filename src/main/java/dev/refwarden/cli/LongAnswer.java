package dev.refwarden.cli;

import java.util.concurrent.Callable;

/** A command whose answer may be longer than a screen: on a terminal, a pager shows it. */
interface LongAnswer extends Callable<Integer> {
    /** Whether people are to read this answer, which is not so as JSON. */
    boolean isForPeople();
}
