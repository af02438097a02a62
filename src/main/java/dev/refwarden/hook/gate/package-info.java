/**
 * The resident process that judges pushes without a start of Java, and what a process that judges one push by itself
 * shares with it.
 *
 * <p>A request is read to its end, judged by {@link dev.refwarden.hook.PushHandler} like any other push, and answered with an
 * exit status and words. Whatever goes wrong on the way leaves the request without an answer, which never accepts: the
 * hook then judges in a process of its own. Starts no process; commands do.
 */
@NullMarked
package dev.refwarden.hook.gate;

import org.jspecify.annotations.NullMarked;
