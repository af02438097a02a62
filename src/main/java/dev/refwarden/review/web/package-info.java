/**
 * The web page of {@code refwarden review serve}: refused pushes, people and keys, what refuses over time, the policy in
 * words and the health of the installation.
 *
 * <p>Reading changes nothing; only where a proxy says who asks do people write here, about cases, into the log. A request goes through {@link dev.refwarden.review.web.Gate}, then {@link
 * dev.refwarden.review.web.Pages} finds the page; a page is a record that a template of {@code src/main/jte} writes out. Whatever a
 * template fills in is escaped for its place in HTML, and characters that cannot be seen are made visible on the way
 * out, so that no page can forget it.
 */
@NullMarked
package dev.refwarden.review.web;

import org.jspecify.annotations.NullMarked;
