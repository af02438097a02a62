package dev.refwarden.hook.gate;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;

/** Who may ask the gate: the account that owns STATE, and root; by the kernel's word. */
final class Peers {
    private final UserPrincipal owner;
    private final UserPrincipal root;

    Peers(UserPrincipal owner) throws IOException {
        this.owner = owner;
        this.root = FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName("0");
    }

    boolean trusts(SocketChannel channel) throws IOException {
        UserPrincipal user =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return user.equals(owner) || user.equals(root);
    }
}
