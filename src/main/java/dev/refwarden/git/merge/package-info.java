/**
 * What a merge brings of its own: three-way merges of trees and texts, as git's {@code ort} makes them without directory
 * renames, attributes and drivers, over the parents' merge bases. Pure: works on raw objects that it is handed, runs no
 * program, knows neither rules nor people.
 */
@NullMarked
package dev.refwarden.git.merge;

import org.jspecify.annotations.NullMarked;
