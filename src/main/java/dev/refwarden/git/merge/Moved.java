package dev.refwarden.git.merge;

/**
 * What one side of a merge moved and the other changed in its old place.
 *
 * @param from the old path, as ISO 8859-1
 * @param elsewhere whether it is a symbolic link or a submodule
 */
public record Moved(String from, boolean elsewhere) {}
