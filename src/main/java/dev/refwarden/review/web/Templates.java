package dev.refwarden.review.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;

/** Writes pages out; a page is a record of the name of its template. */
final class Templates {
    private static final String PACKAGE = "dev.refwarden.review.web.template";

    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Templates.class.getClassLoader(), PACKAGE);

    /** @param page what the template's one parameter is */
    String write(String template, Object page) {
        VisibleOutput out = new VisibleOutput();
        engine.render(template + ".jte", page, out);
        return out.toString();
    }
}
