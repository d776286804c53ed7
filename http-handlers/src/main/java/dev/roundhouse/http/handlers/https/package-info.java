/** What a site does for HTTPS: the redirect of plain-text requests, HSTS, and the rejection of misdirected requests. */
package dev.roundhouse.http.handlers.https;
