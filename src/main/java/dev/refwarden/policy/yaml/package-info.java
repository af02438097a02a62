/**
 * YAML text with a place for every part of it, and problems that name their place.
 *
 * <p>The one package that touches SnakeYAML. Documents are bounded in size and depth; tags, anchors and duplicate keys are
 * problems. Reading goes on after a problem, and what a problem spoiled is left out, so that one mistake is not reported
 * twice. Knows nothing of policies.
 */
@NullMarked
package dev.refwarden.policy.yaml;

import org.jspecify.annotations.NullMarked;
