/**
 * SSH keys and signatures, FIDO tokens among them. Sources: RFC 4253, RFC 5656, RFC 8332, RFC 8709; PROTOCOL.sshsig, PROTOCOL.u2f
 * and PROTOCOL.key of OpenSSH.
 */
@NullMarked
package dev.refwarden.format.ssh;

import org.jspecify.annotations.NullMarked;
