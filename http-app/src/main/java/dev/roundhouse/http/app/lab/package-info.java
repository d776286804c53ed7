/** How this program is entered into the lab: its processes, its conversations as the gate, and where results go. */
package dev.roundhouse.http.app.lab;
