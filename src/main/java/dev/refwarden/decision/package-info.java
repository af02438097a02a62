/**
 * The decision: push, policy, evidence and now in, a {@link Verdict} out.
 *
 * <p>Everything here is a pure function. What the repository, the signatures and the clock showed
 * comes in as {@link Evidence}; nothing here reads files, clocks, git or YAML. Nothing stops at the
 * first finding, and the only way to an acceptance is a judgement that found nothing.
 */
@NullMarked
package dev.refwarden.decision;

import org.jspecify.annotations.NullMarked;
