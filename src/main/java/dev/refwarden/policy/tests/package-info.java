/**
 * The cases of {@code tests.yaml}: pushes that an owner describes, and the verdict that each must get. Reading only; {@link
 * dev.refwarden.replay} tries them.
 */
@NullMarked
package dev.refwarden.policy.tests;

import org.jspecify.annotations.NullMarked;
