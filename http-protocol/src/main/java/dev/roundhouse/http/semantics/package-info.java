/**
 * What HTTP means by the things it says (RFC 9110): dates, paths, and the decisions that follow from them. Pure functions:
 * facts in, a value out.
 */
package dev.roundhouse.http.semantics;
