/**
 * What a configuration allows and its owner probably did not mean. A lint refuses nothing and is looked for only when
 * people ask, since it may take long.
 */
@NullMarked
package dev.refwarden.policy.lint;

import org.jspecify.annotations.NullMarked;
