/** Servers in processes of their own: launch, probe and shutdown. */
package dev.roundhouse.http.lab.server;
