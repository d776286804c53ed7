/** Examples of using the parts by themselves. */
package dev.roundhouse.http.examples;
