/**
 * What becomes weaker and what stronger from one configuration to another, in words.
 *
 * <p>Compares what was read, not the text: order, comments and spelling make no difference. Knows no files and
 * no git. Rules are the same where their names are, people and keys where their ids are.
 */
@NullMarked
package dev.refwarden.policy.compare;

import org.jspecify.annotations.NullMarked;
