/** Servers in processes of their own: how they are started, asked, and ended. */
package dev.roundhouse.http.lab.server;
