/** What every transport offers to the layers above it. */
package dev.roundhouse.http.transport;
