/**
 * Changes of CONFIG's files by commands: keys and people added or ended, a policy activated or copied.
 *
 * <p>Text is edited in place, so that comments and layout stay. A change is checked whole before anything is written,
 * each file is replaced in one step, and what a link leads to is changed, never the link.
 */
@NullMarked
package dev.refwarden.policy.edit;

import org.jspecify.annotations.NullMarked;
