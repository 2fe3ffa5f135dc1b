/** What a command asks a service with, and how a failure is explained. Knows no answers. */
package io.loyalty.cli.service;
