/**
 * What a signature proves: raw signed bytes and an armored block in, a {@link SignatureCheck} out. Each format has its
 * folder with everything that concerns it: its keys, its messages, its checks. From outside it is a {@link SignatureFormat},
 * and {@link SignatureFormats} alone names them.
 *
 * <p>Every format follows its specification to the letter and refuses whatever that leaves open. Hostile bytes become a
 * value, never an exception, in memory bounded by their own length. Whether the signer may do what they signed is not
 * decided here; nor is the time.
 */
@NullMarked
package dev.refwarden.format;

import org.jspecify.annotations.NullMarked;
