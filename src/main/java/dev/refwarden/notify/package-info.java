/**
 * Notifies people and programs of refused pushes and alarms: webhooks and mail, from the ledger's outbox.
 *
 * <p>A decision writes its rows into the outbox and is done; what is here runs later, in other processes or threads, and
 * never holds a transaction while it waits for someone else's server. It assumes that receivers hang, redirect, lie and
 * flood: no redirect is followed, every wait ends, no answer is read, and no address, token or password is ever part of
 * an error.
 */
@NullMarked
package dev.refwarden.notify;

import org.jspecify.annotations.NullMarked;
