/**
 * The Merkle tree over the lines of the decision log, the proofs that follow from it, and signed checkpoints of it.
 *
 * <p>The hashes are those of RFC 6962, section 2.1; a leaf is a line without its line feed. Proofs are made and
 * verified by RFC 9162, sections 2.1.3 and 2.1.4. Checkpoints are those of C2SP tlog-checkpoint, in a C2SP
 * signed-note with Ed25519.
 *
 * <p>Pure: knows no files, no database and no decisions, only bytes, numbers and hashes. Whoever stores hashes does
 * it by the list that {@link dev.refwarden.ledger.tree.StoredHashes} gives, and hands them back as
 * {@link dev.refwarden.ledger.tree.Hashes}.
 */
@NullMarked
package dev.refwarden.ledger.tree;

import org.jspecify.annotations.NullMarked;
