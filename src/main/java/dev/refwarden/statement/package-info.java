/**
 * What people state besides their commits and tags: push certificates, approvals, waivers. Bytes in,
 * what they say and who signed them out; nothing is believed here and nothing is counted.
 *
 * <p>Every statement is signed, in one of the formats of {@code format}. Knows no policy and no repository.
 */
@NullMarked
package dev.refwarden.statement;

import org.jspecify.annotations.NullMarked;
