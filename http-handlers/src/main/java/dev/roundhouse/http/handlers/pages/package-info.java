/** What the pages show, in words and links: the values that the templates of {@code src/main/jte} are filled with. */
package dev.roundhouse.http.handlers.pages;
