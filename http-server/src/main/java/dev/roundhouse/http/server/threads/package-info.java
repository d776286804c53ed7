/** Pools of platform threads. Not exported. */
package dev.roundhouse.http.server.threads;
