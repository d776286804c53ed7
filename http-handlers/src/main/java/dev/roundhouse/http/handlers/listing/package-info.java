/** Directory listings as HTML and JSON: query, order, pages, and builds that requests share. Internal. */
package dev.roundhouse.http.handlers.listing;
