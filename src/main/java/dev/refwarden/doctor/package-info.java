/**
 * Is Refwarden installed, switched on and able to refuse? Looks at an installation as an administrator
 * would, and makes one real push that must be refused.
 *
 * <p>Not part of the hook, so it may run git.
 */
@NullMarked
package dev.refwarden.doctor;

import org.jspecify.annotations.NullMarked;
