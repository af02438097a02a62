/**
 * What {@code --help} and man pages say beyond what a command needs to run: exit statuses and examples. They are read only when
 * someone asks for help.
 */
@NullMarked
package dev.refwarden.cli.manual;

import org.jspecify.annotations.NullMarked;
