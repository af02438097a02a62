package dev.refwarden.report;

import dev.refwarden.evidence.PushOptions;
import java.time.Instant;

/**
 * What a message says besides the reasons of a verdict.
 *
 * @param quote what to quote in a question
 * @param gitDir where the repository lies on the server
 * @param now the server's clock, by which the keys that it names are good
 * @param options that the push brought, for those that are misspelt
 */
public record Telling(Quote quote, String gitDir, Instant now, PushOptions options) {}
